import type { PendingQuery, Row as DriverRow } from "postgres";
import type { Page, PageRequest } from "../../../../application/shared/page.ts";
import type { Row } from "../columns.ts";
import type { Sql } from "../connect.ts";

type Fragment = PendingQuery<DriverRow[]>;

interface KeyColumn {
  readonly name: string;
  readonly type: "timestamptz" | "date" | "bigint" | "text";
}

/** For each sort its columns, never null; the last one makes the row unique. All go the same way, as in the index. */
type SortColumns<S extends string = string> = Readonly<Record<S, readonly KeyColumn[]>>;

interface Statement<T> {
  /** "select o.*" of the page's rows, with its `from`. */
  readonly select: Fragment;
  readonly where: readonly Fragment[];
  readonly fromRow: (row: Row) => T;
}

/** One page by keyset: its cost does not grow with the pages before. */
export async function keysetPage<T, S extends string>(
  sql: Sql,
  sorts: SortColumns<S>,
  { limit, after, sort, descending }: PageRequest<S>,
  { select, where, fromRow }: Statement<T>,
): Promise<Page<T>> {
  const columns = sorts[sort];
  const names = columns.map(({ name }) => name);
  const way = descending ? "desc" : "asc";
  const conditions = after === null ? where : [...where, afterPosition(sql, { columns, after, descending })];
  const filtered = conditions.reduce((all, condition) => sql`${all} and ${condition}`, sql`true`);
  // As text: the driver would drop microseconds.
  const rows = await sql`
    with page as (
      ${select}
      where ${filtered}
      order by ${sql.unsafe(names.map((name) => `${name} ${way}`).join(", "))} limit ${limit + 1}
    )
    select page.*, json_build_array(${sql.unsafe(columns.map(positionOf).join(", "))}) as page_position from page
    order by ${sql.unsafe(columns.map((column) => `page.${unqualified(column)} ${way}`).join(", "))}`;
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(fromRow), next: last ? last.page_position as string[] : null };
}

function positionOf(column: KeyColumn): string {
  return `page.${unqualified(column)}::text`;
}

function unqualified({ name }: KeyColumn): string {
  return name.split(".").at(-1)!;
}

function afterPosition(
  sql: Sql,
  { columns, after, descending }: {
    readonly columns: readonly KeyColumn[];
    readonly after: readonly string[];
    readonly descending: boolean;
  },
): Fragment {
  const names = columns.map(({ name }) => name).join(", ");
  const values = columns.map(({ type }, nth) =>
    sql`${sql.unsafe(nth === 0 ? "" : ", ")}${after[nth]!}::text::${sql.unsafe(type)}`
  );
  return sql`(${sql.unsafe(names)}) ${sql.unsafe(descending ? "<" : ">")} (${values})`;
}
