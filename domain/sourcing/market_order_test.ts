import { assert, assertEquals } from "@std/assert";
import { marketOrderIdentity, parseMarketOrder, statusOfLine } from "./market_order.ts";

const ORDER = {
  id: 4711,
  status: "PAID",
  orderedAt: "2026-03-03T09:00:00+09:00",
  receiver: { name: "김하늘", address: "서울" },
  lines: [{ id: 1, sku: "not ours", listingId: 99, quantity: 2, unitPrice: 12_000, status: "CANCELLED" }],
  channel: "app",
};

Deno.test("parseMarketOrder reads the required fields, with numeric and text ids", () => {
  const parsed = parseMarketOrder(ORDER);
  assert(parsed.ok);
  const [line] = parsed.value.lines;
  assertEquals([parsed.value.id, line!.id, line!.sku, line!.listingId], ["4711", "1", null, "99"]);
  assertEquals(statusOfLine(parsed.value, line!), "CANCELLED");
  assertEquals(statusOfLine(parsed.value, { ...line!, status: undefined }), "PAID");
});

Deno.test("parseMarketOrder names the faults, and marketOrderIdentity still identifies the order", () => {
  const bad = { ...ORDER, lines: [{ ...ORDER.lines[0], quantity: 0 }] };
  const parsed = parseMarketOrder(bad);
  assert(!parsed.ok);
  assert(parsed.refusal.details[0]!.startsWith("lines.0.quantity:"), parsed.refusal.details.join());
  assertEquals(marketOrderIdentity(bad), { externalId: "4711", updatedAt: null });
  for (const nobody of ["text", null, {}, { id: " " }, { ...ORDER, note: "a\0b" }]) {
    assertEquals(marketOrderIdentity(nobody), null);
    assert(!parseMarketOrder(nobody).ok);
  }
  const twice = parseMarketOrder({ ...ORDER, lines: [ORDER.lines[0], ORDER.lines[0]] });
  assert(!twice.ok && twice.refusal.message.includes("no line twice"));
});
