import { assert, assertEquals, assertRejects } from "@std/assert";
import { parseStorable } from "../../../domain/shared/storable.ts";
import { listingIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import { items, marketOrder } from "../../../testing/fixtures/feed_samples.ts";
import type { MarketplaceServer, SupplierServer } from "../../../testing/network/trading_servers.ts";
import { Outage } from "../../shared/fault.ts";
import {
  type FeedAttempt,
  FeedRefused,
  type FeedRequest,
  type MarketplaceClient,
  type PartnerFormat,
  PartnerUnavailable,
  type RecordFeed,
  type SupplierClient,
} from "./partners.ts";

/** A marketplace that speaks a protocol, and what it is reached through: four tries, pauses from 20 ms. */
export interface MarketplaceUnderTest extends AsyncDisposable {
  readonly market: MarketplaceServer;
  readonly format: PartnerFormat;
  readonly listings: MarketplaceClient;
  readonly marketFeed: RecordFeed;
  /** The marketplace's feed with another token than it asks for. */
  readonly strangersFeed: RecordFeed;
  /** It keeps the latest revision, whatever comes late. */
  readonly knowsRevisions: boolean;
  /** What the protocol calls a line's quantity. */
  readonly quantityField: string;
}

/** A supplier, likewise. */
export interface SupplierUnderTest extends AsyncDisposable {
  readonly supplier: SupplierServer;
  readonly format: PartnerFormat;
  readonly orders: SupplierClient;
  readonly supplierFeed: RecordFeed;
  readonly strangersFeed: RecordFeed;
}

const signal = new AbortController().signal;
const NOW = new Date("2026-03-02T00:00:00Z");
const offer = { title: "스텐 텀블러", price: 12_000, stock: 3, variants: [], details: { brand: "" } };
const listing = (revision = 1) => ({
  id: listingIdSchema.parse("00000000-0000-4000-8000-00000000000a"),
  revision,
  offer,
});
const purchase = (id = crypto.randomUUID() as string) => ({
  supplierOrder: {
    id: supplierOrderIdSchema.parse(id),
    supplierItemCode: "W-1",
    variant: null,
    quantity: 2,
    supplyPrice: 7_500,
  },
  receiver: {
    receiverName: "김하늘",
    receiverPhone: "",
    receiverPostcode: "",
    receiverAddress: "서울",
    deliveryNote: "",
    optionName: "",
  },
});

const toCancel = ({ supplierOrder: { id } }: ReturnType<typeof purchase>, cancelAskedAt: Date | null = null) => ({
  id,
  cancelAskedAt,
});

/** What every marketplace's protocol does alike: published and withdrawn once, whatever becomes of the answers. */
export function testMarketplace(name: string, open: () => MarketplaceUnderTest): void {
  const test = (what: string, work: (partners: MarketplaceUnderTest) => Promise<void>) =>
    Deno.test(`marketplace (${name}): ${what}`, async () => {
      await using partners = open();
      await work(partners);
    });

  test("publish publishes once when answers are lost", async ({ market, listings }) => {
    market.faults.push("500", "429", "answer_lost");
    const published = await listings.publish(listing(), { signal });
    assert(published.outcome === "published");
    assertEquals(await listings.publish(listing(), { signal }), published);
    assertEquals([market.listings.size, market.faults.length], [1, 0]);
  });

  test("change keeps the latest revision, and withdraw finds a listing by either id", async (partners) => {
    const { market, listings, knowsRevisions } = partners;
    const published = await listings.publish(listing(), { signal });
    assert(published.outcome === "published");
    const { externalId } = published;
    assertEquals(await listings.change({ ...listing(3), externalId }, { signal }), { outcome: "changed" });
    if (knowsRevisions) {
      await listings.change({ ...listing(2), offer: { ...offer, price: 1 }, externalId }, { signal });
      assertEquals([...market.listings.values()].map(({ revision }) => revision), [3]);
    }
    assertEquals([...market.listings.values()].map(({ price, stock }) => [price, stock]), [[12_000, 3]]);
    const changed = { ...listing(4), offer: { ...offer, price: 14_000, stock: 0 }, externalId };
    assertEquals(await listings.change(changed, { signal }), { outcome: "changed" });
    assertEquals([...market.listings.values()].map(({ price, stock }) => [price, stock]), [[14_000, 0]]);
    const withdraw = (known: string | null) => listings.withdraw({ id: listing().id, externalId: known }, { signal });
    assertEquals(await withdraw(null), { outcome: "withdrawn" });
    assertEquals([...market.listings.values()].map(({ isWithdrawn }) => isWithdrawn), [true]);
    assertEquals(await withdraw("404"), { outcome: "withdrawn" });
    assertEquals(await listings.change({ ...listing(5), externalId }, { signal }), { outcome: "unknown" });
  });

  test("publish gives a refusal as it is, and throws what is not the listing's fault", async ({ market, listings }) => {
    market.faults.push("refused", "unauthorized", "500", "500", "500", "500");
    assertEquals(await listings.publish(listing(), { signal }), { outcome: "refused", reason: "not like this" });
    await assertRejects(() => listings.publish(listing(), { signal }), PartnerUnavailable, "HTTP 401");
    const began = performance.now();
    await assertRejects(() => listings.publish(listing(), { signal }), Outage, "HTTP 500");
    assert(performance.now() - began >= 20 + 40 + 80);
    assertEquals(market.listings.size, 0);
  });

  test("a call stops at once when its signal is aborted", async ({ market, listings }) => {
    const stop = new AbortController();
    market.barrier = () => stop.abort(new DOMException("stop", "AbortError"));
    await assertRejects(() => listings.publish(listing(), { signal: stop.signal }), DOMException, "stop");
  });

  test("its format reads orders, and refuses what is wrong", async ({ quantityField, ...partners }) => {
    const { market, format } = partners;
    const sku = listing().id;
    market.orders.push(marketOrder("1001", [{ sku, quantity: 2 }]), marketOrder("1002", [{ sku, quantity: 0 }]));
    const [good, bad] = (await readAll(partners.marketFeed, "orders")).records;
    const order = format.marketOrder(good);
    assert(order.ok);
    const { id, status, lines: [line], receiver, orderedAt } = order.value;
    assertEquals([id, status, line?.sku, line?.quantity, line?.unitPrice], ["1001", "PAID", sku, 2, 12_000]);
    assertEquals([receiver.name, orderedAt.toISOString()], ["김하늘", "2026-03-03T00:00:00.000Z"]);
    assert(format.marketOrderIdentity(good));
    const refused = format.marketOrder(bad);
    assert(!refused.ok);
    assert(refused.refusal.details[0]!.startsWith(`${quantityField}:`), refused.refusal.details[0]);
    assert(format.marketOrderIdentity(bad)?.externalId !== format.marketOrderIdentity(good)?.externalId);
    for (const nothing of [null, 17, "text", []]) {
      assert(!format.marketOrder(nothing).ok);
      assertEquals(format.marketOrderIdentity(nothing), null);
    }
  });

  test("an order without its buyer reads the same but names nobody", async ({ market, format, marketFeed }) => {
    market.orders.push(marketOrder("1001", [{ sku: listing().id, quantity: 2 }], { deliveryNote: "문 앞" }));
    const [good] = (await readAll(marketFeed, "orders")).records;
    const [order, without] = [format.marketOrder(good), format.marketOrderWithoutBuyer(good)];
    assert(order.ok && without.ok);
    const kept = JSON.stringify(without.value);
    const { receiver, buyer: _, ...rest } = order.value;
    for (const text of [receiver.name, receiver.phone, receiver.address, "문 앞"]) assert(!kept.includes(text), kept);
    const again = format.marketOrder(JSON.parse(kept));
    assert(again.ok, kept);
    const { receiver: nobody, buyer: noBuyer, ...same } = again.value;
    assertEquals({ ...same, deliveryNote: rest.deliveryNote }, rest);
    assertEquals([nobody.name, nobody.address, nobody.phone, noBuyer?.name ?? ""], ["-", "-", "", ""]);
    assert(!format.marketOrderWithoutBuyer({}).ok);
  });

  test("read refuses a wrong token at once, and logs the try", async ({ strangersFeed }) => {
    await refusedAtOnce(strangersFeed, "orders");
  });
}

/** What every supplier's protocol does alike: ordered and cancelled once, whatever becomes of the answers. */
export function testSupplier(name: string, open: () => SupplierUnderTest): void {
  const test = (what: string, work: (partners: SupplierUnderTest) => Promise<void>) =>
    Deno.test(`supplier (${name}): ${what}`, async () => {
      await using partners = open();
      await work(partners);
    });

  test("place places once, and gives the reason of a refusal", async ({ supplier, orders }) => {
    const order = purchase();
    supplier.faults.push("answer_lost", "500");
    const placed = await orders.place(order, { signal });
    assertEquals([placed, await orders.place(order, { signal })], [placed, placed]);
    assertEquals([...supplier.placed.values()].map(({ itemId, quantity }) => [itemId, quantity]), [["W-1", 2]]);
    supplier.soldOut.add("W-1");
    assertEquals(await orders.place(purchase(), { signal }), { outcome: "refused", reason: "sold out" });
  });

  test("cancel cancels what was placed, and what was never placed is not placed later", async ({ supplier, orders }) => {
    const first = purchase();
    const never = purchase();
    const shipped = purchase();
    await orders.place(first, { signal });
    assertEquals(await orders.cancel(toCancel(first), { signal }), { outcome: "cancelled" });
    assertEquals(await orders.cancel(toCancel(never), { signal }), { outcome: "cancelled" });
    assertEquals((await orders.place(never, { signal })).outcome, "refused");
    await orders.place(shipped, { signal });
    supplier.placed.get(shipped.supplierOrder.id)!.status = "SHIPPED";
    assertEquals(await orders.cancel(toCancel(shipped), { signal }), { outcome: "too_late" });
  });

  test("cancel asks once for what is being prepared, and ends as the supplier decides", async ({ supplier, orders }) => {
    for (
      const [decided, outcome] of [["CANCELLED", "cancelled"], ["CONFIRMED", "too_late"], [
        "SHIPPED",
        "too_late",
      ]] as const
    ) {
      const order = purchase();
      await orders.place(order, { signal });
      const placed = supplier.placed.get(order.supplierOrder.id)!;
      placed.status = "CONFIRMED";
      supplier.faults.push("answer_lost");
      assertEquals(await orders.cancel(toCancel(order), { signal }), { outcome: "requested" });
      assertEquals(await orders.cancel(toCancel(order, NOW), { signal }), { outcome: "requested" });
      assertEquals([placed.status, placed.cancelRequests], ["CANCEL_REQUESTED", 1]);
      placed.status = decided;
      assertEquals(await orders.cancel(toCancel(order, NOW), { signal }), { outcome });
    }
  });

  test("read gives every record once, page after page, and its format reads them", async ({ supplier, ...partners }) => {
    supplier.records.set("items", items(25));
    const { records, attempts } = await readAll(partners.supplierFeed, "items");
    assertEquals([records.length, attempts.every(({ error, status }) => error === null && status === 200)], [25, true]);
    const read = records.map((raw) => {
      const record = partners.format.supplierRecord("items", raw);
      assert(record.ok && parseStorable(record.value.payload, "payload").ok);
      const item = partners.format.supplierItem(record.value.payload);
      assert(item.ok && record.value.externalId === item.value.id);
      const { id, name, price, shippingFee, stock, status, variants } = item.value;
      return { record: record.value.updatedAt, id, name, price, shippingFee, stock, status, variants };
    });
    assertEquals(
      read,
      (items(25) as Record<string, unknown>[]).map(({ id, name, price, shippingFee, stock, updatedAt }) => ({
        ...{ id, name, price, shippingFee, stock, status: "ON_SALE", variants: [] },
        record: new Date(updatedAt as string),
      })) as unknown as typeof read,
    );
  });

  test("its format reads what became of an order, and refuses what is wrong", async ({ supplier, ...partners }) => {
    const { format } = partners;
    const own = purchase();
    const placed = await partners.orders.place(own, { signal });
    const [raw] = (await readAll(partners.supplierFeed, "orders")).records;
    const record = format.supplierRecord("orders", raw);
    assert(record.ok && placed.outcome === "placed" && record.value.externalId === placed.externalId);
    const said = format.supplierOrder(record.value.payload);
    assert(said.ok);
    assertEquals([said.value.reference, said.value.news.status], [own.supplierOrder.id, "CONFIRMED"]);
    supplier.records.set("items", [{ id: "W-1", name: "a\0b", price: 1 }]);
    const [unfit] = (await readAll(partners.supplierFeed, "items")).records;
    assert(!format.supplierRecord("items", unfit).ok);
    for (const nothing of [null, 17, "text", []]) assert(!format.supplierRecord("items", nothing).ok);
  });

  test("read refuses a wrong token at once, and logs the try", async ({ strangersFeed }) => {
    await refusedAtOnce(strangersFeed, "items");
  });
}

async function refusedAtOnce(feed: RecordFeed, kind: string) {
  const attempts: FeedAttempt[] = [];
  await assertRejects(() => feed.read({ ...ITEMS, kind }, { signal, onAttempt: noting(attempts) }), FeedRefused, "401");
  assertEquals(attempts.map(({ attempt, status }) => [attempt, status]), [[1, 401]]);
}

const ITEMS: FeedRequest = { kind: "items", cursor: null, updatedSince: null, etag: null };

function noting(attempts: FeedAttempt[]) {
  return (attempt: FeedAttempt) => Promise.resolve(void attempts.push(attempt));
}

async function readAll(feed: RecordFeed, kind: string) {
  const records: unknown[] = [];
  const attempts: FeedAttempt[] = [];
  for (let cursor: string | null = null;;) {
    const page = await feed.read({ ...ITEMS, kind, cursor }, { signal, onAttempt: noting(attempts) });
    assert(page.outcome === "page");
    records.push(...page.records);
    if ((cursor = page.nextCursor) === null) return { records, attempts };
  }
}
