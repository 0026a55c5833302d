import { assert, assertEquals } from "@std/assert";
import type { RecordFeed } from "../../../application/sourcing/ports/partners.ts";
import { listingIdSchema, supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import { jsonProtocol } from "../json/protocol.ts";
import { serveDemoPartners } from "./serve.ts";
import { type DemoState, freshDemoState, parseDemoState } from "./state.ts";

const signal = new AbortController().signal;
const BEGUN = new Date("2026-03-02T12:00:00Z");
const { format } = jsonProtocol;

/** Both partners, as the JSON protocol reaches them, and a clock to turn. */
function demo(state: DemoState = freshDemoState(BEGUN), begin = BEGUN) {
  let now = begin;
  const saved: string[] = [];
  const partners = serveDemoPartners({
    seed: "s",
    state,
    clock: () => now,
    save: (kept) => Promise.resolve(void saved.push(JSON.stringify(kept))),
  });
  const address = (url: string) => ({ url, token: null, requestsPerMinute: 6_000, tries: 1 });
  return {
    [Symbol.asyncDispose]: () => partners[Symbol.asyncDispose](),
    saved,
    wait: (seconds: number) => now = new Date(now.getTime() + seconds * 1_000),
    supplier: jsonProtocol.feed(address(partners.supplierUrl)),
    market: jsonProtocol.feed(address(partners.marketplaceUrl)),
    orders: jsonProtocol.orders!(address(partners.supplierUrl)),
    listings: jsonProtocol.listings!(address(partners.marketplaceUrl)),
  };
}

async function read(feed: RecordFeed, kind: string, updatedSince: Date | null = null): Promise<readonly unknown[]> {
  const request = { kind, cursor: null, updatedSince, etag: null };
  const page = await feed.read(request, { signal, onAttempt: () => Promise.resolve() });
  assert(page.outcome === "page" && page.nextCursor === null);
  return page.records;
}

const listing = {
  id: listingIdSchema.parse("00000000-0000-4000-8000-00000000000a"),
  revision: 1,
  offer: { title: "텀블러", price: 12_000, stock: 3, variants: [], details: {} },
};
const receiver = {
  ...{ receiverName: "김하늘", receiverPhone: "", receiverPostcode: "", receiverAddress: "데모시", deliveryNote: "" },
  optionName: "",
};
const order = (supplierItemCode: string, id = crypto.randomUUID() as string) => ({
  supplierOrder: { id: supplierOrderIdSchema.parse(id), supplierItemCode, variant: null, quantity: 1, supplyPrice: 1 },
  receiver,
});

Deno.test("the demo supplier offers items that can be read, takes an order once, and delivers it in its time", async () => {
  await using shop = demo();
  const items = (await read(shop.supplier, "items")).map((raw) => {
    const record = format.supplierRecord("items", raw);
    const item = record.ok && format.supplierItem(record.value.payload);
    assert(item && item.ok);
    return item.value;
  });
  assertEquals(items.length, 6);
  const first = order(items[0]!.id);
  const placed = await shop.orders.place(first, { signal });
  assertEquals(await shop.orders.place(first, { signal }), placed);
  assertEquals((await shop.orders.place(order("nothing"), { signal })).outcome, "refused");
  const status = async () => {
    const [raw] = await read(shop.supplier, "orders");
    const news = format.supplierOrder(raw);
    assert(news.ok && news.value.reference === first.supplierOrder.id);
    return news.value.news.status;
  };
  const seen = [await status()];
  for (const seconds of [20, 60, 200]) {
    shop.wait(seconds);
    seen.push(await status());
  }
  assertEquals(seen, ["PLACED", "CONFIRMED", "SHIPPED", "DELIVERED"]);
  assertEquals(await shop.orders.cancel({ id: first.supplierOrder.id, cancelAskedAt: null }, { signal }), {
    outcome: "too_late",
  });
  const never = order(items[1]!.id);
  assertEquals(await shop.orders.cancel({ id: never.supplierOrder.id, cancelAskedAt: null }, { signal }), {
    outcome: "cancelled",
  });
  assertEquals((await shop.orders.place(never, { signal })).outcome, "refused");
  // Nothing has changed since.
  shop.wait(1_000);
  assertEquals(await read(shop.supplier, "orders", new Date(BEGUN.getTime() + 900_000)), []);
});

Deno.test("the demo marketplace sells what is listed and in stock, and goes on where it was after a restart", async () => {
  let kept: string;
  {
    await using shop = demo();
    assertEquals(await read(shop.market, "orders"), []);
    const published = await shop.listings.publish(listing, { signal });
    assert(published.outcome === "published");
    assertEquals(await shop.listings.publish(listing, { signal }), published);
    shop.wait(60);
    const orders = (await read(shop.market, "orders")).map((raw) => {
      const read = format.marketOrder(raw);
      assert(read.ok, read.ok ? "" : read.refusal.message);
      return read.value;
    });
    assertEquals(orders.map(({ lines: [line] }) => [line!.sku, line!.unitPrice]), [[listing.id, 12_000], [
      listing.id,
      12_000,
    ]]);
    kept = shop.saved.at(-1)!;
  }
  await using shop = demo(parseDemoState(kept)!, new Date(BEGUN.getTime() + 70_000));
  assertEquals((await read(shop.market, "orders")).length, 2);
  const { externalId } = await shop.listings.publish(listing, { signal }) as { externalId: string };
  const soldOut = { ...listing, revision: 2, offer: { ...listing.offer, stock: 0 }, externalId };
  assertEquals(await shop.listings.change(soldOut, { signal }), { outcome: "changed" });
  shop.wait(600);
  assertEquals((await read(shop.market, "orders")).length, 2);
  assertEquals(await shop.listings.withdraw({ id: listing.id, externalId: null }, { signal }), {
    outcome: "withdrawn",
  });
  assertEquals(await shop.listings.change(soldOut, { signal }), { outcome: "unknown" });
});

Deno.test("parseDemoState takes what was kept, and nothing else", () => {
  const state = freshDemoState(BEGUN);
  assertEquals(parseDemoState(JSON.stringify(state)), state);
  for (const other of ["", "{", "null", "{}", '{"since":"x"}']) assertEquals(parseDemoState(other), null);
});
