import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import type { Offer } from "../../../domain/sourcing/listing.ts";
import { listingIdSchema } from "../../../domain/sourcing/ids.ts";
import { type CoupangServer, coupangServer, TOKEN } from "../../../testing/partners/coupang_server.ts";
import { CoupangMarketplaceClient } from "./listings.ts";
import { sellerProductOf, settingsIn } from "./seller_product.ts";

const signal = new AbortController().signal;
const id = listingIdSchema.parse("00000000-0000-4000-8000-00000000000a");
const offer: Offer = {
  title: "스텐 텀블러",
  price: 12_000,
  stock: 3,
  variants: [],
  details: { imageUrls: ["https://example.com/a.jpg"] },
};
const listing = { id, revision: 1, offer };

function client({ url, vendorId }: CoupangServer, settings: unknown = null) {
  return new CoupangMarketplaceClient({
    ...{ url, vendorId, token: TOKEN, requestsPerMinute: 6_000, tries: 4, firstPauseMs: 20, settings },
  });
}

async function published(market: CoupangServer): Promise<string> {
  const answer = await client(market).publish(listing, { signal });
  assert(answer.outcome === "published", JSON.stringify(answer));
  return answer.externalId;
}

Deno.test("change waits for approval, says so, and refuses what Coupang has not approved", async () => {
  await using market = coupangServer();
  market.productApi.approvesAtOnce = false;
  const externalId = await published(market);
  const changed = { ...listing, revision: 2, offer: { ...offer, price: 30_000 }, externalId };
  assertEquals(await client(market).change(changed, { signal }), {
    outcome: "pending",
    reason: "Coupang has not approved it yet",
  });
  const product = market.productApi.products.get(externalId)!;
  product.statusName = "승인반려";
  assertEquals((await client(market).change(changed, { signal })).outcome, "refused");
  product.statusName = "승인완료";
  // More than twice the old price: Coupang asks for it to be meant.
  assertEquals(await client(market).change(changed, { signal }), { outcome: "changed" });
  assertEquals([product.price, product.isOnSale], [30_000, true]);
});

Deno.test("change stops what has no stock before all else, resumes it at last, and calls for nothing that is so already", async () => {
  await using market = coupangServer();
  const externalId = await published(market);
  const puts = async (change: Partial<typeof offer>) => {
    market.calls.length = 0;
    const answer = await client(market).change({ ...listing, offer: { ...offer, ...change }, externalId }, { signal });
    assertEquals(answer, { outcome: "changed" });
    return market.calls.filter((call) => call.startsWith("PUT")).map((call) => call.split("/").slice(-2).join("/"));
  };
  assertEquals(await puts({}), []);
  assertEquals(await puts({ stock: 0, price: 13_000 }), ["sales/stop", "quantities/0", "prices/13000"]);
  assertEquals(await puts({ stock: 0, price: 13_000 }), []);
  assertEquals(await puts({ stock: 5, price: 13_000 }), ["quantities/5", "sales/resume"]);
  assertEquals(await puts({ stock: 5, price: 13_000, title: "새 이름" }), ["marketplace/seller-products"]);
});

Deno.test("change and publish stop at a business fault, which comes as 200, with Coupang's words", async () => {
  await using market = coupangServer();
  const externalId = await published(market);
  market.faults.push("refused");
  const change = { ...listing, offer: { ...offer, price: 13_000, stock: 9 }, externalId };
  assertEquals(await client(market).change(change, { signal }), { outcome: "refused", reason: "not like this" });
  assertEquals(market.productApi.products.get(externalId)!.price, 12_000);
});

Deno.test("a listing with variants has an item of each, with its own price and stock, and follows what becomes of them", async () => {
  await using market = coupangServer();
  const variant = (key: string, price: number, stock: number) => ({
    ...{ key, price, stock, attributes: [{ name: "색", value: key }] },
  });
  const first = { ...offer, variants: [variant("검정", 12_000, 3), variant("하양", 19_000, 0)] };
  const answer = await client(market).publish({ ...listing, offer: first }, { signal });
  assert(answer.outcome === "published");
  const { externalId } = answer;
  const items = () => {
    const product = market.productApi.products.get(externalId)!;
    return product.items.map(({ name, sku, price, stock, isOnSale }) => [name, sku, price, stock, isOnSale]);
  };
  assertEquals(items(), [["색: 검정", id, 12_000, 3, true], ["색: 하양", `${id}:하양`, 19_000, 0, true]]);
  const next = { ...offer, variants: [variant("하양", 18_000, 7), variant("파랑", 15_000, 2)] };
  const change = { ...listing, revision: 2, offer: next, externalId };
  assertEquals((await client(market).change(change, { signal })).outcome, "pending");
  assertEquals(await client(market).change(change, { signal }), { outcome: "changed" });
  assertEquals(items(), [
    ["색: 검정", id, 12_000, 0, false],
    ["색: 하양", `${id}:하양`, 18_000, 7, true],
    ["색: 파랑", `${id}:파랑`, 15_000, 2, true],
  ]);
  assertEquals(await client(market).publish({ ...listing, offer: next }, { signal }), {
    outcome: "published",
    externalId,
  });
});

Deno.test("withdraw stops and deletes, also what was never approved, and what a lost answer published", async () => {
  await using market = coupangServer();
  market.productApi.approvesAtOnce = false;
  const externalId = await published(market);
  const product = market.productApi.products.get(externalId)!;
  assertEquals(await client(market).withdraw({ id, externalId: null }, { signal }), { outcome: "withdrawn" });
  assertEquals([product.isWithdrawn, product.isOnSale], [true, false]);
  // Listed again, it is another product.
  assert(await published(market) !== externalId);
});

Deno.test("sellerProductOf puts the seller's settings before what is known, never over it", () => {
  const settings = settingsIn({
    product: { returnCenterCode: "1000000001", vendorId: "another", items: [] },
    item: { outboundShippingTimeDay: 5, salePrice: 1, notices: [{ noticeCategoryName: "기타" }] },
  });
  const body = sellerProductOf(listing, { vendorId: "A1", settings });
  const [item] = body.items as Record<string, unknown>[];
  assertEquals([body.vendorId, body.returnCenterCode, body.requested], ["A1", "1000000001", true]);
  assertEquals([item!.salePrice, item!.outboundShippingTimeDay, item!.externalVendorSku], [12_000, 5, id]);
  assertThrows(() => settingsIn({ product: 17 }), PartnerUnavailable, "product:");
  assertEquals(
    (sellerProductOf({ id, offer: { ...offer, title: "가".repeat(300) } }, { vendorId: "A1", settings })
      .sellerProductName as string).length,
    100,
  );
});

Deno.test("a client without keys or vendor id says what the account lacks", async () => {
  await using market = coupangServer();
  const { url } = market;
  const pace = { requestsPerMinute: 6_000 };
  await assertRejects(
    () => Promise.resolve().then(() => new CoupangMarketplaceClient({ ...pace, url, token: null, vendorId: "A1" })),
    PartnerUnavailable,
    "ACCESS_KEY:SECRET_KEY",
  );
  assertThrows(() => new CoupangMarketplaceClient({ ...pace, url, token: TOKEN }), PartnerUnavailable, "no vendorId");
});
