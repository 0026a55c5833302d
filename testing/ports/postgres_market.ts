import { asDatabase } from "../../adapters/postgres/sourcing/database.ts";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketOrderJournal } from "../../adapters/postgres/sourcing/market_order_journal.ts";
import { PostgresMarketOrders } from "../../adapters/postgres/sourcing/market_orders.ts";
import { PostgresSupplierOrders } from "../../adapters/postgres/sourcing/supplier_orders.ts";
import { marketAccountIdSchema } from "../../domain/sourcing/ids.ts";
import { temporaryDatabase } from "../engines/temporary_database.ts";
import type { MarketUnderTest } from "./market_under_test.ts";

export async function postgresMarket(): Promise<MarketUnderTest> {
  const database = await temporaryDatabase({ migrations: "market" });
  const db = asDatabase(database.sql, "market");
  const [row] = await db`
    insert into market_accounts (market, name, api_url) values ('market', 'main', 'http://market.test') returning id`;
  return {
    accountId: marketAccountIdSchema.parse(row!.id),
    listings: new PostgresListings(db),
    journal: new PostgresMarketOrderJournal(db),
    orders: new PostgresMarketOrders(db),
    supplierOrders: new PostgresSupplierOrders(db),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}
