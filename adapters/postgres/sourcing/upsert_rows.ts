import type { MarketScope } from "./database.ts";

type Row = Readonly<Record<string, unknown>>;

interface RowShape {
  /** The columns with their types, as `json_to_recordset` wants them; `id` is the first. */
  readonly record: string;
  /** Columns that stay as they were when a row is known. */
  readonly keep: readonly string[];
}

/** Writes rows by their ids, new ones and known ones, with one statement. */
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

/** Writes rows unless something like them is there; gives how many were written. */
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
