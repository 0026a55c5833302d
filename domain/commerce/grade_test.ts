import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  contribution,
  earnedGrade,
  type Grade,
  GRADES,
  gradingWindowStart,
  missingToNext,
  nextGrade,
} from "./grade.ts";

const grade = fc.constantFrom(...GRADES);
const standing = fc.record({ amount: fc.integer({ min: -1e6, max: 1e7 }), orders: fc.nat(60) });

Deno.test("earnedGrade requires both amount and orders, limits included", () => {
  const cases: [amount: number, orders: number, Grade][] = [
    [5_000_000, 30, "VIP"],
    [4_999_999, 30, "GOLD"],
    [5_000_000, 29, "GOLD"],
    [2_000_000, 15, "GOLD"],
    [1_999_999, 15, "SILVER"],
    [2_000_000, 14, "SILVER"],
    [500_000, 5, "SILVER"],
    [499_999, 5, "BRONZE"],
    [500_000, 4, "BRONZE"],
    [100_000_000, 1, "BRONZE"],
    [0, 500, "BRONZE"],
    [0, 0, "BRONZE"],
    [-1, 30, "BRONZE"],
  ];
  for (const [amount, orders, expected] of cases) assertEquals(earnedGrade({ amount, orders }), expected);
});

Deno.test("nextGrade promotes across several grades in one run", () => {
  assertEquals(nextGrade("BRONZE", { amount: 5_000_000, orders: 30 }), "VIP");
});

Deno.test("nextGrade demotes one step per run", () => {
  const nothing = { amount: 0, orders: 0 };
  assertEquals(nextGrade("VIP", nothing), "GOLD");
  assertEquals(nextGrade("GOLD", nothing), "SILVER");
  assertEquals(nextGrade("SILVER", nothing), "BRONZE");
  assertEquals(nextGrade("BRONZE", nothing), "BRONZE");
});

Deno.test("nextGrade never falls below the earned grade nor more than one step at a time", () => {
  fc.assert(fc.property(grade, standing, (held, bought) => {
    const next = GRADES.indexOf(nextGrade(held, bought));
    assert(next >= GRADES.indexOf(earnedGrade(bought)));
    assert(next >= GRADES.indexOf(held) - 1);
  }));
});

Deno.test("nextGrade settles on the earned grade", () => {
  fc.assert(fc.property(grade, standing, (held, bought) => {
    let now: Grade = held;
    for (let run = 0; run < 3; run++) now = nextGrade(now, bought);
    assertEquals(now, earnedGrade(bought));
  }));
});

Deno.test("contribution of a cancellation subtracts its amount and counts no order", () => {
  assertEquals(contribution({ totalAmount: 30_000, quantity: 2 }), { amount: 30_000, orders: 1 });
  assertEquals(contribution({ totalAmount: -30_000, quantity: -2 }), { amount: -30_000, orders: 0 });
});

Deno.test("contribution of what is cancelled by its status is nothing, but a line of an invoice is taken back by another", () => {
  const order = { totalAmount: 30_000, quantity: 2, invoice: null };
  for (const status of ["CANCELLED", "RETURNED"] as const) {
    assertEquals(contribution({ ...order, status }), { amount: 0, orders: 0 });
    assertEquals(contribution({ ...order, status, invoice: "INV-1" }), { amount: 30_000, orders: 1 });
    assertEquals(contribution({ ...order, status, quantity: -2, totalAmount: -1 }), { amount: -1, orders: 0 });
  }
  assertEquals(contribution({ ...order, status: "SHIPPED" }), { amount: 30_000, orders: 1 });
});

Deno.test("gradingWindowStart goes six calendar months back and stays inside the month", () => {
  const cases = [
    ["2026-09-15T10:30:00.000Z", "2026-03-15T10:30:00.000Z"],
    ["2026-08-31T12:00:00.000Z", "2026-02-28T12:00:00.000Z"],
    ["2028-08-31T12:00:00.000Z", "2028-02-29T12:00:00.000Z"],
    ["2026-03-31T00:00:00.000Z", "2025-09-30T00:00:00.000Z"],
    ["2026-02-28T00:00:00.000Z", "2025-08-28T00:00:00.000Z"],
    ["2026-06-30T23:59:59.999Z", "2025-12-30T23:59:59.999Z"],
  ] as const;
  for (const [asOf, start] of cases) assertEquals(gradingWindowStart(new Date(asOf)).toISOString(), start);
});

Deno.test("gradingWindowStart does not change its argument", () => {
  const asOf = new Date("2026-09-15T10:30:00Z");
  gradingWindowStart(asOf);
  assertEquals(asOf.toISOString(), "2026-09-15T10:30:00.000Z");
});

Deno.test("missingToNext is what the grade above asks for beyond what was bought, and nothing for the highest", () => {
  assertEquals(missingToNext("BRONZE", { amount: 380_000, orders: 7 }), {
    grade: "SILVER",
    amount: 120_000,
    orders: 0,
  });
  assertEquals(missingToNext("GOLD", { amount: -1, orders: 0 }), { grade: "VIP", amount: 5_000_001, orders: 30 });
  assertEquals(missingToNext("VIP", { amount: 0, orders: 0 }), null);
});

Deno.test("missingToNext is nothing exactly where the next run promotes", () => {
  fc.assert(fc.property(grade, standing, (held, bought) => {
    const missing = missingToNext(held, bought);
    const isPromoted = GRADES.indexOf(nextGrade(held, bought)) > GRADES.indexOf(held);
    assertEquals(missing !== null && missing.amount === 0 && missing.orders === 0, isPromoted);
  }));
});
