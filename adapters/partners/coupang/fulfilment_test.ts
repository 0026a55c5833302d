import { assert, assertEquals, assertRejects } from "@std/assert";
import { PartnerUnavailable } from "../../../application/sourcing/ports/partners.ts";
import { marketOrder } from "../../../testing/fixtures/feed_samples.ts";
import { boxIdOf, ITEMS_FROM } from "../../../testing/partners/coupang_orders.ts";
import { type CoupangServer, coupangServer, TOKEN } from "../../../testing/partners/coupang_server.ts";
import { deliveryCompanyCode } from "./delivery_companies.ts";
import { CoupangFulfilment } from "./fulfilment.ts";

const signal = new AbortController().signal;
const LINE = { externalOrderId: "1000", externalLineId: `${boxIdOf("1000")}-${ITEMS_FROM}` };
const SHIPMENT = { ...LINE, carrier: "CJ대한통운", trackingNumber: "123456789012" };

function clientOf({ url, vendorId }: CoupangServer, settings: unknown = { userId: "wing" }) {
  return new CoupangFulfilment({
    ...{ url, vendorId, token: TOKEN, requestsPerMinute: 6_000, tries: 4, firstPauseMs: 20, settings },
  });
}

Deno.test("acknowledge gives the address that stands after it, once, also when its answer is lost", async () => {
  await using market = coupangServer();
  market.orders.push(marketOrder("1000", [{ quantity: 3 }]));
  market.faults.push("answer_lost");
  market.barrier = (call, when) => {
    // The buyer moves while the call is under way.
    if (call.endsWith("/acknowledgement") && when === "before") {
      const moved = { name: "이바다", phone: "010", postcode: "1", address: "부산" };
      market.orders[0] = marketOrder("1000", [{ quantity: 3 }], { receiver: moved });
    }
  };
  const expected = {
    outcome: "acknowledged" as const,
    receiver: { name: "이바다", phone: "010", postcode: "1", address: "부산" },
    quantity: 3,
  };
  assertEquals(await clientOf(market).acknowledge(LINE, { signal }), expected);
  assertEquals(await clientOf(market).acknowledge(LINE, { signal }), expected);
  assertEquals([...market.orderApi.acknowledged], [boxIdOf("1000")]);
});

Deno.test("acknowledge refuses a cancelled order and an unknown box, with Coupang's words", async () => {
  await using market = coupangServer();
  market.orders.push(marketOrder("1000", [{}], { status: "CANCELLED" }));
  const refused = await clientOf(market).acknowledge(LINE, { signal });
  assertEquals(refused, { outcome: "refused", reason: "배송상태를 변경할 수 없습니다. 주문내역을 확인해주세요." });
  const none = { externalOrderId: "9", externalLineId: `${boxIdOf("9")}-1` };
  const unknown = await clientOf(market).acknowledge(none, { signal });
  assert(unknown.outcome === "refused" && unknown.reason.includes("is not found"));
  await assertRejects(
    () => clientOf(market).acknowledge({ externalOrderId: "9", externalLineId: "1" }, { signal }),
    PartnerUnavailable,
    "is no line of it",
  );
});

Deno.test("ship uploads the tracking number once, and refuses a carrier that Coupang has no code of", async () => {
  await using market = coupangServer();
  market.orders.push(marketOrder("1000", [{}]));
  const early = await clientOf(market).ship(SHIPMENT, { signal });
  assertEquals(early, { outcome: "refused", reason: "배송진행상태가 유효하지 않습니다." });
  await clientOf(market).acknowledge(LINE, { signal });
  const odd = await clientOf(market).ship({ ...SHIPMENT, carrier: "비둘기" }, { signal });
  assert(odd.outcome === "refused" && odd.reason.includes('"비둘기" is not known'));
  market.faults.push("answer_lost");
  assertEquals(
    await clientOf(market).ship(SHIPMENT, { signal }).catch(String),
    await clientOf(market).ship(SHIPMENT, { signal }),
  );
  const { deliveryCompanyCode, invoiceNumber } = market.orderApi.invoices.get(boxIdOf("1000"))!;
  assertEquals([deliveryCompanyCode, invoiceNumber], ["CJGLS", "123456789012"]);
});

Deno.test("cancel cancels once, and asks for the seller's login", async () => {
  await using market = coupangServer();
  market.orders.push(marketOrder("1000", [{}]));
  const line = { ...LINE, quantity: 1 };
  const nobody = await clientOf(market, {}).cancel(line, { signal });
  assert(nobody.outcome === "refused" && nobody.reason.includes("userId"));
  assertEquals(await clientOf(market).cancel(line, { signal }), { outcome: "cancelled" });
  assertEquals(await clientOf(market).cancel(line, { signal }), { outcome: "cancelled" });
  market.orders.push(marketOrder("2000", [{}], { status: "SHIPPED" }));
  const late = { externalOrderId: "2000", externalLineId: `${boxIdOf("2000")}-${ITEMS_FROM}`, quantity: 1 };
  const refused = await clientOf(market).cancel(late, { signal });
  assert(refused.outcome === "refused" && refused.reason.includes("see Wing"));
});

Deno.test("deliveryCompanyCode knows how carriers are written, and guesses none", () => {
  for (const name of ["CJ대한통운", "CJ 대한통운", "cj대한통운", "CJGLS"]) {
    assertEquals(deliveryCompanyCode(name), "CJGLS");
  }
  assertEquals([deliveryCompanyCode("한진택배"), deliveryCompanyCode("우체국 택배")], ["HANJIN", "EPOST"]);
  for (const name of ["", "비둘기", "CONSTRUCTOR", "constructor"]) assertEquals(deliveryCompanyCode(name), null);
});
