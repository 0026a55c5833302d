import { assertEquals } from "@std/assert";
import { connectPostgres } from "../core/connect.ts";
import { insertMessages, noteReceived, PostgresCrossDatabaseOutbox } from "./cross_database_outbox.ts";
import { asDatabase, type DropshipDb, inDropship, inSource, type MarketDb, type SourceDb } from "./database.ts";
import { PostgresProducts } from "./products.ts";
import { PostgresSupplierJournal } from "./supplier_journal.ts";

/** Checked when this file is: a repository and a unit of work take their own database alone. */
export function units(source: SourceDb, dropship: DropshipDb, market: MarketDb) {
  new PostgresProducts(dropship);
  new PostgresCrossDatabaseOutbox(source, "source");
  // @ts-expect-error -- the products are in the dropship database
  new PostgresProducts(source);
  // @ts-expect-error -- the journal is in the source database
  new PostgresSupplierJournal(market);
  // @ts-expect-error -- an outbox says truly whose it is
  new PostgresCrossDatabaseOutbox(market, "source");
  // @ts-expect-error -- a connection to no named database
  new PostgresProducts(connectPostgres({ url: "postgres://h/d" }));
  // @ts-expect-error -- a unit of work of the source database on a connection of another
  inSource(dropship, () => Promise.resolve());
  return inSource(source, async (scope) => {
    await insertMessages(scope, "dropship", []);
    // @ts-expect-error -- no database relays to itself
    await insertMessages(scope, "source", []);
    // @ts-expect-error -- what is applied in source comes from another database
    await noteReceived(scope, "source", []);
    // @ts-expect-error -- inside a unit of work of source there is no scope of dropship
    await inDropship(scope, () => Promise.resolve());
  });
}

Deno.test("asDatabase gives the same connection, with a type that says where it leads", async () => {
  const sql = connectPostgres({ url: "postgres://nobody@127.0.0.1:1/none" });
  assertEquals(asDatabase(sql, "market") as unknown, sql);
  await sql.end();
});
