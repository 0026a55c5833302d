import { PostgresImportRuns } from "../../adapters/postgres/commerce/import/import_runs.ts";
import { PostgresMenuFigures } from "../../adapters/postgres/store/menu_figures.ts";
import { PostgresSales } from "../../adapters/postgres/store/sales.ts";
import { PostgresStores } from "../../adapters/postgres/store/stores.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { MemoryStoreBooks } from "../memory/store/store_books.ts";
import type { MenuFigures, Sales, SalesList, Stores } from "../../application/store/ports/sales.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";

/** The store manager's ports on an empty database, for their contract suites. */
export interface StoresUnderTest extends AsyncDisposable {
  readonly stores: Stores;
  readonly sales: Sales & SalesList;
  readonly figures: MenuFigures;
  /** Two imports under way. */
  readonly runs: () => Promise<{ readonly run: number; readonly other: number }>;
}

const A_FILE = { file: "till.csv", digest: null, profile: "a till", via: "postgres" } as const;

export type OpenStores = () => Promise<StoresUnderTest>;

export function storesOn(sql: Sql, dispose: () => Promise<void>): StoresUnderTest {
  return {
    stores: new PostgresStores(sql),
    sales: new PostgresSales(sql),
    figures: new PostgresMenuFigures(sql),
    runs: async () => {
      const begin = async () => {
        const begun = await new PostgresImportRuns(sql).begin({ ...A_FILE, storeId: "1" }, "one");
        if ("undoing" in begun) throw new Error("an undo is unfinished");
        return begun.run;
      };
      return { run: await begin(), other: await begin() };
    },
    [Symbol.asyncDispose]: dispose,
  };
}

export async function postgresStores(): Promise<StoresUnderTest> {
  const database = await temporaryDatabase();
  return storesOn(database.sql, async () => await database[Symbol.asyncDispose]());
}

export function memoryStores(): Promise<StoresUnderTest> {
  const books = new MemoryStoreBooks(() => new Date());
  return Promise.resolve({
    stores: books,
    sales: books,
    figures: books,
    runs: () => Promise.resolve({ run: 1, other: 2 }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

export function inStores(open: OpenStores, work: (books: StoresUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using books = await open();
    await work(books);
  };
}
