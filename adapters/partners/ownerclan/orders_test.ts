import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { PartnerUnavailable, type Purchase } from "../../../application/sourcing/ports/partners.ts";
import { supplierOrderIdSchema } from "../../../domain/sourcing/ids.ts";
import { LOGIN, ownerclanItem, ownerclanServer } from "../../../testing/partners/ownerclan_server.ts";
import { OwnerclanApi } from "./api.ts";
import { OwnerclanSupplierClient } from "./orders.ts";

const signal = new AbortController().signal;
const option = (key: string, price: number, quantity: number, value: string) => ({
  ...{ key, price, quantity },
  optionAttributes: [{ name: "자동", value }],
});
const UMBRELLA = {
  ...ownerclanItem({ id: "W-1", name: "우산", price: 5_000 }),
  options: [option("S", 5_000, 10, "소형"), option("L", 12_000, 3, "대형")],
};
const LARGE = { key: "L", attributes: [{ name: "자동", value: "대형" }] };

function clientOf(url: string) {
  const address = { url, token: LOGIN, requestsPerMinute: 6_000, tries: 3, firstPauseMs: 10 };
  return new OwnerclanSupplierClient(new OwnerclanApi(address));
}

const toCancel = ({ supplierOrder: { id } }: Purchase, cancelAskedAt: Date | null = null) => ({ id, cancelAskedAt });

function purchase(changes: Partial<Purchase["supplierOrder"]> = {}): Purchase {
  return {
    supplierOrder: {
      id: supplierOrderIdSchema.parse(crypto.randomUUID()),
      ...{ supplierItemCode: "W-1", variant: LARGE, quantity: 2, supplyPrice: 12_000 },
      ...changes,
    },
    receiver: {
      ...{ receiverName: "김하늘", receiverPhone: "010-0000-0000", receiverPostcode: "04524" },
      ...{ receiverAddress: "서울 중구 세종대로 110", deliveryNote: "문 앞", optionName: "" },
    },
  };
}

Deno.test("place orders the option that was sold", async () => {
  await using server = ownerclanServer({ items: [UMBRELLA] });
  assertEquals((await clientOf(server.url).place(purchase(), { signal })).outcome, "placed");
  assertEquals([...server.placed.values()].map(({ option, price, quantity }) => [option, price, quantity]), [
    ["대형", 12_000, 2],
  ]);
});

Deno.test("place asks nothing of the supplier that it would not sell so, and says why", async () => {
  await using server = ownerclanServer({ items: [UMBRELLA] });
  const client = clientOf(server.url);
  const refusal = async (changes: Partial<Purchase["supplierOrder"]>) => {
    const answer = await client.place(purchase(changes), { signal });
    return answer.outcome === "refused" ? answer.reason : answer.outcome;
  };
  assertEquals(await refusal({ quantity: 4 }), "the supplier has 3 of it");
  assertEquals(await refusal({ supplyPrice: 11_000 }), "it costs 12000 won now, 11000 were planned");
  assertEquals(await refusal({ variant: { ...LARGE, key: "XL" } }), "its options are others now");
  assertEquals(await refusal({ variant: null }), "its options are others now");
  assertEquals(await refusal({ supplierItemCode: "W-9" }), "the supplier has it no longer");
  server.soldOut.add("W-1");
  assertEquals(await refusal({}), "sold out");
  server.soldOut.clear();
  server.records.set("items", [{ ...UMBRELLA, status: "paused" }]);
  assertEquals((await refusal({})).startsWith("it can't be read now: status:"), true);
  assertEquals(server.calls.filter((call) => call.endsWith("createOrder")), []);
});

Deno.test("place gives the supplier's own reason, and looks before it asks again", async () => {
  await using server = ownerclanServer({ items: [UMBRELLA] });
  const client = clientOf(server.url);
  server.faults.push("refused");
  assertEquals(await client.place(purchase(), { signal }), { outcome: "refused", reason: "not like this" });
  server.faults.push("answer_lost", "429");
  const order = purchase();
  assertEquals((await client.place(order, { signal })).outcome, "placed");
  assertEquals(server.placed.size, 1);
  // Another process, which knows of nothing.
  assertEquals((await clientOf(server.url).place(order, { signal })).outcome, "placed");
  assertEquals(server.placed.size, 1);
  server.faults.push("500", "500", "500");
  await assertRejects(() => client.place(purchase(), { signal }), Outage, "HTTP 500");
  server.trouble.push(Response.json({ data: { page: null }, errors: [{ message: "not now", path: ["page"] }] }));
  await assertRejects(
    () => client.place(purchase(), { signal }),
    PartnerUnavailable,
    "Cannot look for an order: not now",
  );
  assertEquals(server.placed.size, 1);
});

Deno.test("cancel knows what was cancelled elsewhere, and what is too late", async () => {
  await using server = ownerclanServer({ items: [UMBRELLA] });
  const client = clientOf(server.url);
  const order = purchase();
  await client.place(order, { signal });
  const placed = server.placed.get(order.supplierOrder.id)!;
  placed.status = "CANCELLED";
  assertEquals(await client.cancel(toCancel(order), { signal }), { outcome: "cancelled" });
  assertEquals(await clientOf(server.url).place(order, { signal }), {
    outcome: "refused",
    reason: "it was cancelled before",
  });
  // It was sent between the look and the call.
  const late = purchase({ quantity: 1 });
  await client.place(late, { signal });
  server.barrier = (call, when) => {
    if (call.endsWith("cancelOrder") && when === "before") server.placed.get(late.supplierOrder.id)!.status = "SHIPPED";
  };
  assertEquals(await client.cancel(toCancel(late), { signal }), { outcome: "too_late" });
});

Deno.test("cancel asks for the cancellation of what is being prepared since it looked, and says who refuses it", async () => {
  await using server = ownerclanServer({ items: [UMBRELLA] });
  const client = clientOf(server.url);
  const order = purchase();
  await client.place(order, { signal });
  const placed = server.placed.get(order.supplierOrder.id)!;
  server.barrier = (call, when) => {
    if (call.endsWith("cancelOrder") && when === "before") placed.status = "CONFIRMED";
  };
  assertEquals(await client.cancel(toCancel(order), { signal }), { outcome: "requested" });
  assertEquals(placed.status, "CANCEL_REQUESTED");
  // Rejected, and another process asks.
  placed.status = "CONFIRMED";
  assertEquals(await clientOf(server.url).cancel(toCancel(order, new Date()), { signal }), { outcome: "too_late" });
  assertEquals(server.calls.filter((call) => call.endsWith("requestOrderCancellation")).length, 1);
  server.faults.push("refused");
  assertEquals(await client.cancel(toCancel(order), { signal }), { outcome: "too_late" });
});
