import { assert, assertEquals } from "@std/assert";
import { statusOfLine } from "../../../domain/sourcing/market_order.ts";
import { identifyMarketOrder, readMarketOrder } from "./marketplace_format.ts";

const ORDER = {
  id: 4711,
  status: "PAID",
  orderedAt: "2026-03-03T09:00:00+09:00",
  receiver: { name: "김하늘", address: "서울" },
  lines: [{ id: 1, sku: "not ours", listingId: 99, quantity: 2, unitPrice: 12_000, status: "CANCELLED" }],
  channel: "app",
};

Deno.test("readMarketOrder reads ids that are numbers", () => {
  const parsed = readMarketOrder(ORDER);
  assert(parsed.ok);
  const [line] = parsed.value.lines;
  assertEquals([parsed.value.id, line!.id, line!.sku, line!.listingId], ["4711", "1", null, "99"]);
  assertEquals(statusOfLine(parsed.value, line!), "CANCELLED");
  assertEquals(statusOfLine(parsed.value, { ...line!, status: undefined }), "PAID");
});

Deno.test("readMarketOrder says what is wrong, and identifyMarketOrder still reads its id", () => {
  const bad = { ...ORDER, lines: [{ ...ORDER.lines[0], quantity: 0 }] };
  const parsed = readMarketOrder(bad);
  assert(!parsed.ok);
  assert(parsed.refusal.details[0]!.startsWith("lines.0.quantity:"), parsed.refusal.details.join());
  assertEquals(identifyMarketOrder(bad), { externalId: "4711", updatedAt: null });
  for (const unreadable of ["text", null, {}, { id: " " }, { ...ORDER, note: "a\0b" }]) {
    assertEquals(identifyMarketOrder(unreadable), null);
    assert(!readMarketOrder(unreadable).ok);
  }
  const twice = readMarketOrder({ ...ORDER, lines: [ORDER.lines[0], ORDER.lines[0]] });
  assert(!twice.ok && twice.refusal.message.includes("no line twice"));
});
