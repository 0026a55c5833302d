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
}

export type OpenStores = () => Promise<StoresUnderTest>;

export function storesOn(sql: Sql, dispose: () => Promise<void>): StoresUnderTest {
  return {
    stores: new PostgresStores(sql),
    sales: new PostgresSales(sql),
    figures: new PostgresMenuFigures(sql),
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
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
}

export function inStores(open: OpenStores, work: (books: StoresUnderTest) => Promise<void>): () => Promise<void> {
  return async () => {
    await using books = await open();
    await work(books);
  };
}
