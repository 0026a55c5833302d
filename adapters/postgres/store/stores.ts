import type { PutOutcome, StoredStore, Stores } from "../../../application/store/ports/sales.ts";
import { type Store, storeSchema } from "../../../domain/store/store.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Sql } from "../core/connect.ts";
import { Table, TIMESTAMPS, type Timestamps } from "../core/table.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export const STORES = new Table<Store, Timestamps & { readonly version: number }>({
  name: "stores",
  key: "storeId",
  schema: storeSchema,
  columns: {
    storeId: { name: "store_id", type: "text" },
    name: { name: "name", type: "text" },
    timeZone: { name: "time_zone", type: "text" },
    // "04:00:00" in the database
    closingTime: {
      name: "closing_time",
      type: "time",
      fromSql: (stored: string) => stored.slice(0, "HH:MM".length),
    },
  },
  filled: { ...TIMESTAMPS, version: "version" },
});

export class PostgresStores implements Stores {
  constructor(private readonly sql: Sql) {}

  find(id: StoreId): Promise<StoredStore | null> {
    return mapPostgresErrors(() => STORES.find(this.sql, id));
  }

  open(store: Store): Promise<StoredStore> {
    return mapPostgresErrors(async () => {
      await STORES.insertNew(this.sql, [store]);
      return (await STORES.find(this.sql, store.storeId))!;
    });
  }

  put(store: Store): Promise<{ outcome: PutOutcome; store: StoredStore }> {
    return transaction(this.sql, async (sql) => {
      const isNew = await STORES.insertNew(sql, [store]) === 1;
      const { storeId: id, ...settings } = store;
      const before = (await STORES.lock(sql, id))!;
      if (isNew) return { outcome: "created", store: before };
      const isRecut = before.timeZone !== store.timeZone || before.closingTime !== store.closingTime;
      if (!isRecut && before.name === store.name) return { outcome: "unchanged", store: before };
      if (isRecut) {
        await sql`update stores set version = version + 1, hours_version = version + 1 where store_id = ${id}`;
        await sql`delete from business_days where store_id = ${id}`;
        await sql`delete from store_reports where store_id = ${id}`;
      }
      const after = (await STORES.change(sql, id, settings))!;
      return { outcome: isRecut ? "hours_changed" : "changed", store: after };
    });
  }

  list(after: StoreId | null, limit: number): Promise<StoredStore[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select * from stores where store_id > ${after ?? ""} order by store_id limit ${limit}`;
      return rows.map((row) => STORES.fromWholeRow(row));
    });
  }
}
