import { assert, assertEquals } from "@std/assert";
import type { Digest } from "../../../domain/shared/digest.ts";
import { marksIn } from "../../../domain/sourcing/buyer.ts";
import { orderIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import {
  beginPublishing,
  followProduct,
  type Listing,
  notePublished,
  noteWithdrawn,
  pauseListing,
  withdrawListing,
} from "../../../domain/sourcing/listing.ts";
import { meetLine, receiveLine } from "../../../domain/sourcing/order.ts";
import {
  beginPlacing,
  followSupplier,
  notePlaced,
  noteRefusedBySupplier,
} from "../../../domain/sourcing/supplier_order.ts";
import { marketOrder } from "../../../testing/fixtures/feed_samples.ts";
import type { MarketUnderTest, OpenMarket } from "../../../testing/ports/market.ts";
import {
  FORMAT,
  itemOf,
  NOW,
  sampleListing,
  sampleProduct,
  SUPPLIER,
} from "../../../testing/fixtures/trading_samples.ts";
import { readOrder } from "../pull_market_orders.ts";
import type { OrderPage, PauseListing, ReceivedOrder } from "./orders.ts";

const WORKERS = 20;
const FIRST = { limit: 100, after: null };

const message = (kind = "k") => ({ id: crypto.randomUUID(), kind, subject: "s", payload: {} });

async function publishedListing({ listings, accountId }: MarketUnderTest, externalId: string): Promise<Listing> {
  const listing = sampleListing(accountId);
  await listings.add(listing);
  const published = await listings.change(
    listing.id,
    (now) => notePublished(beginPublishing(now), { externalId, revision: now.revision, at: NOW }),
  );
  return published!;
}

/** What waits, received with everything it needs. */
async function receiveWaiting(
  { journal, accountId }: MarketUnderTest,
  listing: Listing,
  product = sampleProduct({ id: listing.productId }),
): Promise<ReceivedOrder[]> {
  return (await journal.waiting(100)).map(({ rawId, payload }) => {
    const parsed = FORMAT.marketOrder(payload);
    const marks = marksIn(payload);
    if (!parsed.ok) return { rawId, marks, lines: [], error: parsed.refusal.message };
    const lines = parsed.value.lines.map((line) =>
      receiveLine({
        order: parsed.value,
        line,
        context: { listing, product, item: itemOf(product) },
        rawId,
        account: { id: accountId, feeRate: 0.1 },
        leastMarginRate: 0,
        ids: {
          order: orderIdSchema.parse(crypto.randomUUID()),
          supplierOrder: supplierOrderIdSchema.parse(crypto.randomUUID()),
        },
        now: NOW,
      })
    );
    return { rawId, marks, lines, error: null };
  });
}

function kitWith(digest: Digest) {
  const pageOf = (
    orders: readonly Record<string, unknown>[],
    from: string | null = null,
    next: string | null = null,
  ): OrderPage => ({
    from,
    next,
    asOf: NOW,
    orders: orders.map((payload) => readOrder(payload, FORMAT, digest)),
  });
  const pause: PauseListing = (listing, reason) => pauseListing(listing, reason, digest);
  const oneOrder = async (market: MarketUnderTest) => {
    const listing = await publishedListing(market, "L-1");
    await market.journal.store(market.accountId, pageOf([marketOrder("O-1", [{ sku: listing.id }])]));
    await market.orders.take(await receiveWaiting(market, listing), meetLine);
    const [supplierOrder] = await market.supplierOrders.due(null, 10);
    return { listing, supplierOrder: supplierOrder! };
  };
  return { pageOf, pause, oneOrder };
}

/** The ports of the market database, the same for every adapter. */
export function tradingContract(name: string, open: OpenMarket, digest: Digest): void {
  const { pageOf, pause, oneOrder } = kitWith(digest);
  const test = (what: string, work: (market: MarketUnderTest) => Promise<void>) =>
    Deno.test(`trading ports (${name}): ${what}`, async () => {
      await using market = await open();
      await work(market);
    });

  test("of twenty who list one product in one account, one does", async ({ listings, accountId }) => {
    const product = sampleProduct();
    const added = await Promise.all(
      Array.from({ length: WORKERS }, () => listings.add(sampleListing(accountId, product))),
    );
    assertEquals(added.filter((outcome) => outcome === "added").length, 1);
    const { rows } = await listings.list(FIRST);
    assertEquals(rows.map(({ productId }) => productId), [product.id]);
  });

  test("a product whose listing is withdrawn can be listed again, once", async (market) => {
    const { listings, accountId } = market;
    const product = sampleProduct();
    const first = sampleListing(accountId, product);
    await listings.add(first);
    await listings.change(first.id, (now) => notePublished(now, { externalId: "L-1", revision: 1, at: NOW }));
    await listings.change(first.id, withdrawListing);
    const second = sampleListing(accountId, product);
    assertEquals([await listings.add(second), await listings.add(sampleListing(accountId, product))], [
      "added",
      "exists",
    ]);
    await listings.change(first.id, (now) => noteWithdrawn(now));
    // A marketplace may give its earlier id again; orders under it belong to the living listing.
    await listings.change(second.id, (now) => notePublished(now, { externalId: "L-1", revision: 1, at: NOW }));
    assertEquals((await listings.findPublished([accountId], ["L-1"])).map(({ id }) => id), [second.id]);
    // The answer to the first listing's publication comes late.
    await listings.change(first.id, (now) => notePublished(now, { externalId: "L-0", revision: 1, at: NOW }));
    assertEquals((await listings.findAll([first.id, second.id])).map(({ status }) => status).toSorted(), [
      "CLOSING",
      "PUBLISHED",
    ]);
  });

  test("variants are kept with their listing and their supplier order", async (market) => {
    const attributes = [{ name: "색", value: "빨강" }];
    const variants = [{ key: "R", attributes, supplyPrice: 7_500, sellingPrice: 13_400, stock: 7 }];
    const product = sampleProduct({ variants });
    const listing = sampleListing(market.accountId, product);
    await market.listings.add(listing);
    assertEquals((await market.listings.findAll([listing.id]))[0]!.offer.variants, [
      { key: "R", attributes, price: 13_400, stock: 7 },
    ]);
    await market.journal.store(market.accountId, pageOf([marketOrder("O-1", [{ sku: listing.id, variant: "R" }])]));
    await market.orders.take(await receiveWaiting(market, listing, product), meetLine);
    const [supplierOrder] = await market.supplierOrders.due(null, 10);
    assertEquals(supplierOrder!.variant, { key: "R", attributes });
  });

  test("a listing is kept as it is, and due until its market knows it", async ({ listings, accountId }) => {
    const listing = sampleListing(accountId);
    await listings.add(listing);
    const { updatedAt: _, ...kept } = (await listings.findAll([listing.id]))[0]!;
    assertEquals({ ...kept, updatedAt: NOW }, listing);
    assertEquals((await listings.due(accountId, null, 10)).map(({ id }) => id), [listing.id]);
    assertEquals(await listings.due(accountId, listing.id, 10), []);
    await listings.change(listing.id, (now) => notePublished(now, { externalId: "L-9", revision: 1, at: NOW }));
    assertEquals(await listings.due(accountId, null, 10), []);
    assertEquals((await listings.findPublished([accountId], ["L-9", "L-8"])).map(({ id }) => id), [listing.id]);
  });

  test("twenty who change one listing do so one after the other", async ({ listings, accountId }) => {
    const listing = sampleListing(accountId);
    await listings.add(listing);
    await Promise.all(Array.from({ length: WORKERS }, () => listings.change(listing.id, beginPublishing)));
    const [now] = await listings.findAll([listing.id]);
    assertEquals([now!.attempts, now!.status], [WORKERS, "PUBLISHING"]);
  });

  test("a product's change is followed once, however often it is relayed", async (market) => {
    const listing = await publishedListing(market, "L-1");
    const product = sampleProduct({ id: listing.productId, supplierVersion: 2, sellingPrice: 20_000 });
    const news = [{ message: message(), product }];
    const follow = () => market.listings.follow(news, (each, its) => followProduct(each, its, digest));
    assertEquals((await Promise.all([follow(), follow(), follow()])).toSorted(), [0, 0, 1]);
    const [now] = await market.listings.findAll([listing.id]);
    assertEquals([now!.offer.price, now!.revision, now!.publishedRevision], [20_000, 2, 1]);
    assertEquals((await market.listings.due(market.accountId, null, 10)).length, 1);
  });

  test("a page is stored once, whole, and only where it was read from", async ({ journal, accountId }) => {
    const a = marketOrder("A", [{}]);
    const b = marketOrder("B", [{}]);
    const stored = await Promise.all([1, 2, 3].map(() => journal.store(accountId, pageOf([a, b, b], null, "c1"))));
    assertEquals(stored.filter((outcome) => outcome === "replaced").length, 2);
    assertEquals(await journal.position(accountId), { cursor: "c1", updatedSince: null });
    assertEquals(
      await journal.store(accountId, pageOf([{ ...a, status: "CANCELLED" }, b], "c1")),
      { added: 0, changed: 1, unchanged: 1 },
    );
    assertEquals(await journal.position(accountId), { cursor: null, updatedSince: NOW });
    const waiting = await journal.waiting(10);
    assertEquals(waiting.map(({ payload }) => (payload as { status: string }).status).toSorted(), [
      "CANCELLED",
      "PAID",
    ]);
  });

  test("of twenty who take the same orders, one does, and nothing is ordered twice", async (market) => {
    const listing = await publishedListing(market, "L-1");
    const pulled = [1, 2, 3].map((n) => marketOrder(`O-${n}`, [{ sku: listing.id }, { sku: listing.id }]));
    await market.journal.store(market.accountId, pageOf([...pulled, { id: "bad" }]));
    const taken = await Promise.all(
      Array.from({ length: WORKERS }, async () => market.orders.take(await receiveWaiting(market, listing), meetLine)),
    );
    const sum = (of: (one: typeof taken[number]) => number) => taken.reduce((total, one) => total + of(one), 0);
    assertEquals([sum((one) => one.orders), sum((one) => one.supplierOrders), sum((one) => one.unreadable)], [6, 6, 1]);
    assertEquals((await market.supplierOrders.due(null, 100)).length, 6);
    assertEquals(await market.journal.waiting(10), []);
    const { rows } = await market.orders.list(FIRST, { status: "PAID" });
    assertEquals(rows.map(({ marketFee, totalAmount }) => [marketFee, totalAmount]), Array(6).fill([1_200, 12_000]));
  });

  test("a cancellation meets the supplier order in every status", async (market) => {
    const { listing, supplierOrder } = await oneOrder(market);
    await market.supplierOrders.change(supplierOrder.id, beginPlacing, pause);
    const cancelled = marketOrder("O-1", [{ sku: listing.id }], { status: "CANCELLED" });
    await market.journal.store(market.accountId, pageOf([cancelled]));
    assertEquals((await market.orders.take(await receiveWaiting(market, listing), meetLine)).cancelled, 1);
    const [order] = await market.orders.findAll([supplierOrder.orderId]);
    const [now] = await market.supplierOrders.ofOrders([supplierOrder.orderId]);
    assertEquals([order!.status, now!.status], ["CANCELLED", "CANCELLING"]);
    const late = await market.supplierOrders.change(
      supplierOrder.id,
      (then) => notePlaced(then, { externalId: "S-1", at: NOW }),
      pause,
    );
    assertEquals([late!.status, late!.externalId], ["CANCELLING", "S-1"]);
  });

  test("a refusal marks the order and takes its listing from sale, at once", async (market) => {
    const { listing, supplierOrder } = await oneOrder(market);
    await market.supplierOrders.change(supplierOrder.id, beginPlacing, pause);
    await market.supplierOrders.change(supplierOrder.id, (now) => noteRefusedBySupplier(now, "sold out"), pause);
    const [order] = await market.orders.findAll([supplierOrder.orderId]);
    const [paused] = await market.listings.findAll([listing.id]);
    assertEquals([order!.status, order!.problem], ["UNFULFILLABLE", "sold out"]);
    assertEquals([paused!.status, paused!.offer.stock, paused!.revision], ["PAUSED", 0, 2]);
    assertEquals(await market.supplierOrders.due(null, 10), []);
  });

  test("what a supplier says is followed once, by its id or by ours", async (market) => {
    const { supplierOrder } = await oneOrder(market);
    await market.supplierOrders.change(supplierOrder.id, beginPlacing, pause);
    const news = { status: "SHIPPED", carrier: "CJ", trackingNumber: "1234" } as const;
    const arrival = { supplierAccountId: SUPPLIER, externalId: "S-7", reference: supplierOrder.id, news };
    const stranger = { ...arrival, externalId: "S-8", reference: null, message: message() };
    const reported = { ...arrival, message: message() };
    const follow = () =>
      market.supplierOrders.follow(
        [reported, stranger],
        (now, { externalId }) => followSupplier(notePlaced(now, { externalId, at: NOW }).supplierOrder, news),
        pause,
      );
    assertEquals([await follow(), await follow()], [1, 0]);
    const [now] = await market.supplierOrders.ofOrders([supplierOrder.orderId]);
    assertEquals([now!.status, now!.externalId, now!.trackingNumber], ["SHIPPED", "S-7", "1234"]);
    const [order] = await market.orders.findAll([supplierOrder.orderId]);
    assert(order!.status === "SHIPPED");
  });

  test("lists go on where the page before ended", async ({ listings, accountId }) => {
    for (let n = 0; n < 5; n++) await listings.add(sampleListing(accountId));
    const first = await listings.list({ limit: 3, after: null });
    const second = await listings.list({ limit: 3, after: first.next });
    assertEquals([first.rows.length, second.rows.length, second.next], [3, 2, null]);
    assertEquals(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size, 5);
  });
}
