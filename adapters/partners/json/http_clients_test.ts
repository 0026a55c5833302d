import { assert, assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { listingIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import { marketServer, supplierServer } from "../../../testing/network/trading_servers.ts";
import { JsonMarketplaceClient } from "./listings.ts";
import { JsonSupplierClient } from "./orders.ts";
import type { JsonCallerOptions } from "./json_caller.ts";

const signal = new AbortController().signal;
const offer = { title: "스텐 텀블러", price: 12_000, stock: 3, details: { brand: "" } };
const listing = (revision = 1) => ({
  id: listingIdSchema.parse("00000000-0000-4000-8000-00000000000a"),
  revision,
  offer,
});

function options(url: string, more: Partial<JsonCallerOptions> = {}): JsonCallerOptions {
  return { url, token: null, requestsPerMinute: 6_000, tries: 4, firstPauseMs: 20, ...more };
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

Deno.test("JsonMarketplaceClient publishes once, whatever becomes of the answers", async () => {
  await using market = marketServer();
  const client = new JsonMarketplaceClient(options(market.url));
  market.faults.push("500", "429", "answer_lost");
  const published = await client.publish(listing(), { signal });
  assert(published.outcome === "published");
  assertEquals(await client.publish(listing(), { signal }), published);
  assertEquals([market.listings.size, market.calls.length], [1, 5]);
});

Deno.test("JsonMarketplaceClient changes to what is latest, and withdraws by either id", async () => {
  await using market = marketServer();
  const client = new JsonMarketplaceClient(options(market.url));
  const published = await client.publish(listing(), { signal });
  assert(published.outcome === "published");
  const { externalId } = published;
  assertEquals(await client.change({ ...listing(3), externalId }, { signal }), { outcome: "changed" });
  await client.change({ ...listing(2), offer: { ...offer, price: 1 }, externalId }, { signal });
  assertEquals([...market.listings.values()].map(({ price, revision }) => [price, revision]), [[12_000, 3]]);
  assertEquals(await client.withdraw({ id: listing().id, externalId: null }, { signal }), { outcome: "withdrawn" });
  assertEquals([...market.listings.values()].map(({ isWithdrawn }) => isWithdrawn), [true]);
  assertEquals(await client.withdraw({ id: listing().id, externalId: "L-none" }, { signal }), { outcome: "withdrawn" });
  assertEquals(await client.change({ ...listing(4), externalId }, { signal }), { outcome: "unknown" });
});

Deno.test("JsonMarketplaceClient gives refusals as they are, and throws what is not the listing's fault", async () => {
  await using market = marketServer();
  const client = new JsonMarketplaceClient(options(market.url));
  market.faults.push("refused", "unauthorized", "500", "500", "500", "500");
  assertEquals(await client.publish(listing(), { signal }), { outcome: "refused", reason: "not like this" });
  await assertRejects(() => client.publish(listing(), { signal }), PartnerUnavailable, "HTTP 401");
  const began = performance.now();
  await assertRejects(() => client.publish(listing(), { signal }), Outage, "HTTP 500");
  assert(performance.now() - began >= 20 + 40 + 80);
  assertEquals(market.listings.size, 0);
});

Deno.test("JsonMarketplaceClient tries again what takes too long, and stops at once when it is asked to", async () => {
  await using market = marketServer();
  const client = new JsonMarketplaceClient(options(market.url, { answerWithinMs: 50 }));
  market.faults.push("slow");
  assertEquals((await client.publish(listing(), { signal })).outcome, "published");
  const stop = new AbortController();
  market.barrier = () => stop.abort(new DOMException("stop", "AbortError"));
  await assertRejects(() => client.publish(listing(), { signal: stop.signal }), DOMException, "stop");
});

Deno.test("JsonSupplierClient places once, and hears why not", async () => {
  await using supplier = supplierServer();
  const client = new JsonSupplierClient(options(supplier.url));
  const order = purchase();
  supplier.faults.push("answer_lost", "500");
  const placed = await client.place(order, { signal });
  assertEquals([placed, await client.place(order, { signal })], [placed, placed]);
  assertEquals([...supplier.placed.values()].map(({ itemId, quantity }) => [itemId, quantity]), [["W-1", 2]]);
  supplier.soldOut.add("W-1");
  assertEquals(await client.place(purchase(), { signal }), { outcome: "refused", reason: "sold out" });
});

Deno.test("JsonSupplierClient takes back what was placed, and what never was does not arrive later", async () => {
  await using supplier = supplierServer();
  const client = new JsonSupplierClient(options(supplier.url));
  const [first, never, shipped] = [purchase(), purchase(), purchase()];
  await client.place(first, { signal });
  assertEquals(await client.cancel(first.supplierOrder.id, { signal }), { outcome: "cancelled" });
  assertEquals(await client.cancel(never.supplierOrder.id, { signal }), { outcome: "cancelled" });
  assertEquals((await client.place(never, { signal })).outcome, "refused");
  await client.place(shipped, { signal });
  supplier.placed.get(shipped.supplierOrder.id)!.status = "SHIPPED";
  assertEquals(await client.cancel(shipped.supplierOrder.id, { signal }), { outcome: "too_late" });
});
