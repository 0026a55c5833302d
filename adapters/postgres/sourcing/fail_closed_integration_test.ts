import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { followProducts } from "../../../application/sourcing/follow_products.ts";
import { listProduct } from "../../../application/sourcing/list_product.ts";
import { makeProducts } from "../../../application/sourcing/make_products.ts";
import { ITEM_CHANGED, PRODUCT_CHANGED } from "../../../application/sourcing/messages.ts";
import type { RecordFeed } from "../../../application/sourcing/ports/partners.ts";
import { relayAcross } from "../../../application/sourcing/relay_across.ts";
import { syncSupplier } from "../../../application/sourcing/sync_supplier.ts";
import { marketAccountIdSchema, supplierAccountIdSchema } from "../../../domain/sourcing/ids.ts";
import { notePublished } from "../../../domain/sourcing/listing.ts";
import { marginPolicy } from "../../../domain/sourcing/price_policy.ts";
import "../../../testing/engines/leak_checks.ts";
import { type TemporarySourcing, temporarySourcing } from "../../../testing/engines/temporary_sourcing.ts";
import { items } from "../../../testing/fixtures/feed_samples.ts";
import { FORMAT } from "../../../testing/fixtures/trading_samples.ts";
import { sha256 } from "../../system/sha256.ts";
import { PostgresCrossDatabaseOutbox } from "./cross_database_outbox.ts";
import { PostgresListings } from "./listings.ts";
import { PostgresMarketAccounts } from "./market_accounts.ts";
import { PostgresProducts } from "./products.ts";
import { PostgresSupplierJournal } from "./supplier_journal.ts";
import { PostgresSupplierRecords } from "./supplier_records.ts";

const signal = new AbortController().signal;
const clock = () => new Date("2026-03-02T12:00:00Z");

/** A supplier that is read completely each time, its products, and a published listing of each. */
async function openChain(three: TemporarySourcing) {
  const { source, dropship, market } = three;
  const [supplier] = await source`
    insert into supplier_accounts (supplier, name, feed_url) values ('s', 'main', 'http://feed.test') returning id`;
  const [seller] = await market`
    insert into market_accounts (market, name, api_url) values ('m', 'main', 'http://market.test') returning id`;
  const accountId = supplierAccountIdSchema.parse(supplier!.id);
  const marketAccountId = marketAccountIdSchema.parse(seller!.id);
  const products = new PostgresProducts(dropship);
  const listings = new PostgresListings(market);
  const say = async (records: readonly unknown[], format = FORMAT) => {
    const feed: RecordFeed = {
      read: () => Promise.resolve({ outcome: "page", records, nextCursor: null, etag: null, asOf: clock() }),
    };
    const job = await syncSupplier(
      { journal: new PostgresSupplierJournal(source), feed, format: FORMAT, digest: sha256, clock },
      { accountId, kind: "items", mode: "everything", runner: "test", signal },
    );
    const make = makeProducts({
      items: new PostgresSupplierRecords(source),
      products,
      formatOf: () => format,
      policy: marginPolicy(0.25),
      digest: sha256,
    });
    await relayAcross({
      outbox: new PostgresCrossDatabaseOutbox(source, "source"),
      deliveries: { [ITEM_CHANGED]: make },
    }, { destination: "dropship", signal });
    await relayAcross({
      outbox: new PostgresCrossDatabaseOutbox(dropship, "dropship"),
      deliveries: { [PRODUCT_CHANGED]: followProducts({ products, listings, digest: sha256 }) },
    }, { destination: "market", signal });
    return job;
  };
  const listAll = async () => {
    const marketAccounts = new PostgresMarketAccounts(market);
    for (const { id } of await dropship`select id from products`) {
      const listed = await listProduct(
        { listings, marketAccounts, products, digest: sha256, clock, newId: () => crypto.randomUUID() },
        { productId: id, marketAccountId },
      );
      assert(listed.ok);
      const published = { externalId: `L-${listed.value.id}`, revision: 1, at: clock() };
      await listings.change(listed.value.id, (now) => notePublished(now, published));
    }
  };
  /** Status of product and listing, stock on offer and the reason, by item. */
  const offers = async () => {
    const found = await dropship`select id, supplier_item_code as code, status, withheld from products order by code`;
    const listed = new Map(
      (await listings.list({ limit: 100, after: null })).rows.map((each) => [each.productId, each]),
    );
    type Offered = readonly [product: string, listing: string, stock: number, withheld: string];
    return Object.fromEntries(found.map(({ id, code, status, withheld }) => {
      const listing = listed.get(id)!;
      assertEquals(listing.lastError, withheld);
      return [code as string, [status, listing.status, listing.offer.stock, withheld] as Offered];
    }));
  };
  return { say, listAll, offers };
}

Deno.test("what a supplier says and nobody can read, and what it drops without a word, is off sale until it can be read again", async () => {
  await using three = await temporarySourcing();
  const { say, listAll, offers } = await openChain(three);
  const [first, second] = items(2) as [Record<string, unknown>, unknown];
  await say([first, second]);
  await listAll();
  const before = await offers();
  assertEquals(Object.values(before).map(([product, listing]) => [product, listing]), [
    ["ON_SALE", "PUBLISHED"],
    ["ON_SALE", "PUBLISHED"],
  ]);

  const job = await say([{ ...first, status: "unavailable", stock: 0 }]);
  assertEquals([job.status, job.knownRejected, job.missing], ["PARTIAL", 1, 1]);
  const { "W-0": unreadable, "W-1": missing } = await offers();
  assertEquals([unreadable!.slice(0, 3), missing!.slice(0, 3)], [["SOLD_OUT", "PAUSED", 0], ["SOLD_OUT", "PAUSED", 0]]);
  assertStringIncludes(unreadable![3], "can't be read: status:");
  assertStringIncludes(missing![3], "complete reading of 2026-03-02T11:55Z did not have it");

  assertEquals((await say([first, second])).status, "DONE");
  assertEquals(await offers(), before);
});

Deno.test("an item that can be stored but no product can be made of is off sale, and for sale once it can", async () => {
  await using three = await temporarySourcing();
  const { say, listAll, offers } = await openChain(three);
  const [item] = items(1) as [Record<string, unknown>];
  await say([item]);
  await listAll();
  const unpriceable = { ...item, price: 2_000_000_000 };
  await say([unpriceable]);
  const { "W-0": offer } = await offers();
  assertEquals(offer!.slice(0, 3), ["SOLD_OUT", "PAUSED", 0]);
  assertStringIncludes(offer![3], "Cannot price the item");
  // The dead letter is sent again when the program has learned to read it.
  await new PostgresCrossDatabaseOutbox(three.source, "source").retryDeadLetters("dropship");
  const cheaper = { ...FORMAT, supplierItem: () => FORMAT.supplierItem(item) };
  await say([unpriceable], cheaper);
  assertEquals((await offers())["W-0"]!.slice(0, 2), ["ON_SALE", "PUBLISHED"]);
});
