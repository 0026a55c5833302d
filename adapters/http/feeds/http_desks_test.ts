import { assert, assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { DeskClosed } from "../../../application/sourcing/ports/market.ts";
import { listingIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import { marketServer, supplierServer } from "../../../testing/trading_servers.ts";
import { HttpMarketDesk } from "./http_market_desk.ts";
import { HttpSupplierDesk } from "./http_supplier_desk.ts";
import type { JsonCallerOptions } from "./json_caller.ts";

const signal = new AbortController().signal;
const offer = { title: "스텐 텀블러", price: 12_000, stock: 3, details: { brand: "" } };
const listing = (revision = 1) => ({
  id: listingIdSchema.parse("00000000-0000-4000-8000-00000000000a"),
  revision,
  offer,
});

function options(url: string, more: Partial<JsonCallerOptions> = {}) {
  const slept: number[] = [];
  let now = 0;
  const sleep = (ms: number) => {
    slept.push(ms);
    now += ms;
    return Promise.resolve();
  };
  const given = {
    url,
    token: null,
    requestsPerMinute: 6_000,
    tries: 4,
    sleep,
    now: () => now,
    random: () => 1,
    ...more,
  };
  return { given, slept };
}

const purchase = (id = crypto.randomUUID() as string) => ({
  supplierOrder: { id: supplierOrderIdSchema.parse(id), supplierItemCode: "W-1", quantity: 2, supplyPrice: 7_500 },
  receiver: {
    receiverName: "김하늘",
    receiverPhone: "",
    receiverPostcode: "",
    receiverAddress: "서울",
    deliveryNote: "",
    optionName: "",
  },
});

Deno.test("HttpMarketDesk publishes once, whatever becomes of the answers", async () => {
  await using market = marketServer();
  const desk = new HttpMarketDesk(options(market.url).given);
  market.faults.push("500", "429", "answer_lost");
  const published = await desk.publish(listing(), { signal });
  assert(published.outcome === "published");
  assertEquals(await desk.publish(listing(), { signal }), published);
  assertEquals([market.listings.size, market.calls.length], [1, 5]);
});

Deno.test("HttpMarketDesk changes to what is latest, and withdraws by either id", async () => {
  await using market = marketServer();
  const desk = new HttpMarketDesk(options(market.url).given);
  const published = await desk.publish(listing(), { signal });
  assert(published.outcome === "published");
  const { externalId } = published;
  assertEquals(await desk.change({ ...listing(3), externalId }, { signal }), { outcome: "changed" });
  await desk.change({ ...listing(2), offer: { ...offer, price: 1 }, externalId }, { signal });
  assertEquals([...market.listings.values()].map(({ price, revision }) => [price, revision]), [[12_000, 3]]);
  assertEquals(await desk.withdraw({ id: listing().id, externalId: null }, { signal }), { outcome: "withdrawn" });
  assertEquals([...market.listings.values()].map(({ isWithdrawn }) => isWithdrawn), [true]);
  assertEquals(await desk.withdraw({ id: listing().id, externalId: "L-none" }, { signal }), { outcome: "withdrawn" });
  assertEquals(await desk.change({ ...listing(4), externalId }, { signal }), { outcome: "unknown" });
});

Deno.test("HttpMarketDesk gives refusals as they are, and throws what is not the listing's fault", async () => {
  await using market = marketServer();
  const { given, slept } = options(market.url);
  const desk = new HttpMarketDesk(given);
  market.faults.push("refused", "unauthorized", "500", "500", "500", "500");
  assertEquals(await desk.publish(listing(), { signal }), { outcome: "refused", reason: "not like this" });
  await assertRejects(() => desk.publish(listing(), { signal }), DeskClosed, "HTTP 401");
  await assertRejects(() => desk.publish(listing(), { signal }), Outage, "HTTP 500");
  assertEquals(slept.filter((ms) => ms >= 500), [500, 1_000, 2_000]);
  assertEquals(market.listings.size, 0);
});

Deno.test("HttpMarketDesk tries again what takes too long, and stops at once when it is asked to", async () => {
  await using market = marketServer();
  const desk = new HttpMarketDesk(options(market.url, { answerWithinMs: 50 }).given);
  market.faults.push("slow");
  assertEquals((await desk.publish(listing(), { signal })).outcome, "published");
  const stop = new AbortController();
  market.gate = () => stop.abort(new DOMException("stop", "AbortError"));
  await assertRejects(() => desk.publish(listing(), { signal: stop.signal }), DOMException, "stop");
});

Deno.test("HttpSupplierDesk places once, and hears why not", async () => {
  await using supplier = supplierServer();
  const desk = new HttpSupplierDesk(options(supplier.url).given);
  const order = purchase();
  supplier.faults.push("answer_lost", "500");
  const placed = await desk.place(order, { signal });
  assertEquals([placed, await desk.place(order, { signal })], [placed, placed]);
  assertEquals([...supplier.placed.values()].map(({ itemId, quantity }) => [itemId, quantity]), [["W-1", 2]]);
  supplier.soldOut.add("W-1");
  assertEquals(await desk.place(purchase(), { signal }), { outcome: "refused", reason: "sold out" });
});

Deno.test("HttpSupplierDesk takes back what was placed, and what never was does not arrive later", async () => {
  await using supplier = supplierServer();
  const desk = new HttpSupplierDesk(options(supplier.url).given);
  const first = purchase();
  const never = purchase();
  const shipped = purchase();
  await desk.place(first, { signal });
  assertEquals(await desk.cancel(first.supplierOrder.id, { signal }), { outcome: "cancelled" });
  assertEquals(await desk.cancel(never.supplierOrder.id, { signal }), { outcome: "cancelled" });
  assertEquals((await desk.place(never, { signal })).outcome, "refused");
  await desk.place(shipped, { signal });
  supplier.placed.get(shipped.supplierOrder.id)!.status = "SHIPPED";
  assertEquals(await desk.cancel(shipped.supplierOrder.id, { signal }), { outcome: "too_late" });
});
