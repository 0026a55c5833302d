import type { MarketScope } from "./database.ts";

type Row = Readonly<Record<string, unknown>>;

interface RowShape {
  /** Columns with types for `json_to_recordset`; `id` first. */
  readonly record: string;
  readonly keep: readonly string[];
}

export async function upsertRows(
  scope: MarketScope,
  table: string,
  shape: RowShape,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const changes = columnsOf(shape).filter((column) => column !== "id" && !shape.keep.includes(column))
    .map((column) => `${column} = excluded.${column}`).join(", ");
  await scope`
    ${insertOf(scope, table, shape, rows)} on conflict (id) do update set ${scope.unsafe(changes)}, updated_at = now()`;
}

/** Skips conflicts; returns how many were written. */
export async function insertNew(
  scope: MarketScope,
  table: string,
  shape: RowShape,
  rows: readonly Row[],
): Promise<number> {
  return (await scope`${insertOf(scope, table, shape, rows)} on conflict do nothing`).count;
}

function insertOf(scope: MarketScope, table: string, shape: RowShape, rows: readonly Row[]) {
  const columns = scope.unsafe(columnsOf(shape).join(", "));
  return scope`
    insert into ${scope(table)} (${columns})
    select ${columns} from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(${scope.unsafe(shape.record)})
    order by id`;
}

function columnsOf({ record }: RowShape): string[] {
  return record.split(",").map((column) => column.trim().split(/\s+/)[0]!);
}
