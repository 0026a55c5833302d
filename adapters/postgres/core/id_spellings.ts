import type { Sql } from "./connect.ts";
import { mapPostgresErrors, transaction } from "./map_errors.ts";

/** Stored in two spellings of one id, which migration 013 did not merge. */
export interface OpenSpelling {
  /** Names it in a command: the spelling itself may not be typed easily. */
  readonly key: string;
  readonly kind: string;
  readonly storeId: string | null;
  readonly spelling: string;
  readonly id: string;
}

const MOST = 1_000;

/** A thousand at most; none before migration 013. */
export function openSpellings(sql: Sql): Promise<OpenSpelling[]> {
  return mapPostgresErrors(async () => {
    const [there] = await sql`select to_regclass('id_spellings') is not null as there`;
    if (!there!.there) return [];
    return await sql<OpenSpelling[]>`
      select left(md5(kind || '/' || store_id || '/' || spelling), 8) as key, kind, nullif(store_id, '') as "storeId",
        spelling, id
      from id_spellings where open order by kind, store_id, id, spelling limit ${MOST}`;
  });
}

/**
 * Merges what is stored under the spelling with its id, or gives it another one. Returns the new id, `null` for an
 * unknown key. Throws `DataRefused` for an id that is not free or not in its one spelling.
 */
export function decideSpelling(sql: Sql, key: string, id?: string): Promise<string | null> {
  return transaction(sql, async (sql) => {
    const [decided] = await sql<{ id: string }[]>`
      select s.id from (
        select kind, store_id, spelling, coalesce(${id ?? null}::text, id) as id from id_spellings
        where open and left(md5(kind || '/' || store_id || '/' || spelling), 8) = ${key} for update
      ) s, rename_id(s.kind, s.spelling, s.id, s.store_id)`;
    return decided?.id ?? null;
  });
}
