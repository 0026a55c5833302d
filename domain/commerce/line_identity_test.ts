import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { parseDecimal } from "../shared/decimal.ts";
import { type IdentifiedLine, isPlacedOrderId, isTakenBackOrderId, lineDigest, lineOrderId } from "./line_identity.ts";

const digest = (text: string) =>
  Array.from(
    { length: 8 },
    (_, seed) =>
      [...text].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 16_777_619) >>> 0, seed + 1)
        .toString(16).padStart(8, "0"),
  ).join("");

const LINE: IdentifiedLine = {
  invoice: "#1001",
  lineId: null,
  productId: "A1",
  quantity: 1,
  unitPrice: parseDecimal("2.50")!,
  at: new Date("2010-12-01T08:26:00Z"),
};

function idOf(changes: Partial<IdentifiedLine> = {}, nth = 1): string {
  const line = { ...LINE, ...changes };
  return lineOrderId(line, lineDigest(line, digest), nth);
}

Deno.test("lineOrderId is the same for equal lines, however the price is written", () => {
  assertEquals(idOf(), idOf({ unitPrice: parseDecimal("2.5")! }));
  assert(/^#1001-A1-[0-9a-f]{12}$/.test(idOf()), idOf());
});

Deno.test("lineOrderId differs where invoice, product, quantity, price or time does, and for each of several equals", () => {
  const ids = [
    idOf(),
    idOf({ invoice: "#1002" }),
    idOf({ productId: "A2" }),
    idOf({ quantity: 2 }),
    idOf({ unitPrice: parseDecimal("2.51")! }),
    idOf({ at: new Date("2010-12-01T08:27:00Z") }),
    idOf({}, 2),
    idOf({}, 3),
  ];
  assertEquals(new Set(ids).size, ids.length);
});

Deno.test("lineOrderId is the export's own id of the line where it has one", () => {
  assertEquals(idOf({ lineId: "2026030212345671" }), "#1001-2026030212345671");
  assertEquals(idOf({ lineId: "7" }), idOf({ lineId: "7", quantity: 5 }));
  assertNotEquals(idOf({ lineId: "7" }), idOf({ lineId: "7" }, 2));
});

Deno.test("lineOrderId fits an order's id, and long ones stay apart", () => {
  const long = { invoice: "i".repeat(50), productId: "p".repeat(49) };
  const [a, b] = [
    idOf({ ...long, productId: long.productId + "1" }),
    idOf({ ...long, productId: long.productId + "2" }),
  ];
  assertEquals([a.length, b.length], [100, 100]);
  assertNotEquals(a, b);
});

Deno.test("isPlacedOrderId tells the ids of earlier versions from those of today", () => {
  assert(isPlacedOrderId("536365-85123A-12", "536365", "85123A"));
  assert(isPlacedOrderId("536365-A-1-2", "536365", "A-1"));
  assert(!isPlacedOrderId(idOf(), LINE.invoice, LINE.productId));
  assert(!isPlacedOrderId("536365-85123A-123456789012", "536365", "85123A"));
});

Deno.test("isTakenBackOrderId tells what webhooks took back from lines of files", () => {
  for (const end of ["cancelled", "900", "5.2-1"]) {
    assert(!isTakenBackOrderId(`#1001-MUG-${end}`, "#1001"));
  }
  assert(isTakenBackOrderId("#1001-MUG-0123456789ab-cancelled", "#1001"));
  assert(isTakenBackOrderId("#1001-MUG-0123456789ab.2-900", "#1001"));
  assert(!isTakenBackOrderId("#1001-MUG-0123456789ab-900", "#1002"));
  assert(!isTakenBackOrderId(idOf(), LINE.invoice));
});
