import { sql as raw } from "kysely";
import type { PutOutcome, StoredStore, Stores } from "../../../application/store/ports/stores.ts";
import { type Store, storeSchema } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import type { StoreTables } from "./store_tables.ts";
import { translating } from "../core/translate_errors.ts";
import { typedTables } from "../core/typed_tables.ts";

export class PostgresStores implements Stores {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(id: StoreId): Promise<StoredStore | null> {
    return translating(async () => {
      const row = await this.#tables().selectFrom("stores").selectAll().where("store_id", "=", id).executeTakeFirst();
      return row ? storeFromRow(row) : null;
    });
  }

  open(store: Store): Promise<StoredStore> {
    return translating(async () => {
      const row = await this.#tables().insertInto("stores").values(storeToRow(store))
        .onConflict((conflict) => conflict.column("store_id").doNothing()).returningAll().executeTakeFirst();
      return row ? storeFromRow(row) : (await this.find(store.storeId))!;
    });
  }

  put(store: Store): Promise<{ outcome: PutOutcome; store: StoredStore }> {
    return translating(() =>
      this.#sql.begin(async (sql) => {
        const tables = typedTables<StoreTables>(sql);
        const { store_id: id, ...settings } = storeToRow(store);
        const made = await tables.insertInto("stores").values({ store_id: id, ...settings })
          .onConflict((conflict) => conflict.column("store_id").doNothing()).returningAll().executeTakeFirst();
        if (made) return { outcome: "created" as const, store: storeFromRow(made) };
        const before = storeFromRow(
          await tables.selectFrom("stores").selectAll().where("store_id", "=", id).forUpdate()
            .executeTakeFirstOrThrow(),
        );
        const isCutAnew = before.timeZone !== store.timeZone || before.closingTime !== store.closingTime;
        if (!isCutAnew && before.name === store.name) return { outcome: "unchanged" as const, store: before };
        const version = before.version + 1;
        const after = await tables.updateTable("stores")
          .set({
            ...settings,
            updated_datetime: raw<Date>`now()`,
            ...(isCutAnew ? { version, hours_version: version } : {}),
          })
          .where("store_id", "=", id).returningAll().executeTakeFirstOrThrow();
        if (isCutAnew) {
          await tables.deleteFrom("business_days").where("store_id", "=", id).execute();
          await tables.deleteFrom("store_reports").where("store_id", "=", id).execute();
        }
        return { outcome: isCutAnew ? "hours_changed" as const : "changed" as const, store: storeFromRow(after) };
      })
    ) as Promise<{ outcome: PutOutcome; store: StoredStore }>;
  }

  list(after: StoreId | null, limit: number): Promise<StoredStore[]> {
    return translating(async () => {
      const rows = await this.#tables().selectFrom("stores").selectAll().where("store_id", ">", after ?? "")
        .orderBy("store_id").limit(limit).execute();
      return rows.map(storeFromRow);
    });
  }

  #tables() {
    return typedTables<StoreTables>(this.#sql);
  }
}

function storeToRow(store: Store) {
  return {
    store_id: store.storeId as string,
    name: store.name,
    time_zone: store.timeZone,
    closing_time: store.closingTime,
  };
}

/** Rehydration still validates: a zone that somebody misspelt by hand is found here. */
function storeFromRow(row: StoreRow): StoredStore {
  const store = storeSchema.parse({
    storeId: row.store_id,
    name: row.name,
    timeZone: row.time_zone,
    closingTime: row.closing_time.slice(0, "HH:MM".length),
  });
  return {
    ...store,
    version: row.version,
    createdDatetime: row.created_datetime,
    updatedDatetime: row.updated_datetime,
  };
}

interface StoreRow {
  readonly store_id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly closing_time: string;
  readonly version: number;
  readonly created_datetime: Date;
  readonly updated_datetime: Date;
}
