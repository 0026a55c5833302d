import type { DatabaseName } from "../../../application/sourcing/one_database.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { Db } from "./database.ts";

type Row = Record<string, unknown>;

/** Newest first, one row more than the limit; follows `where …`. */
export function pageClause<D extends DatabaseName>(db: Db<D>, column: string, { limit, after }: PageRequest) {
  const at = db(column);
  // As text: the driver would drop microseconds.
  const before = after ? db`and (${at}, id) < (${after.at}::text::timestamptz, ${after.id}::uuid)` : db``;
  return db`${before} order by ${at} desc, id desc limit ${limit + 1}`;
}

export function positionColumn<D extends DatabaseName>(db: Db<D>, column: string) {
  return db`${db(column)}::text as page_at`;
}

export function toPage<T>(rows: readonly Row[], { limit }: PageRequest, fromRow: (row: Row) => T): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(fromRow),
    next: last ? { at: String(last.page_at), id: String(last.id) } : null,
  };
}
