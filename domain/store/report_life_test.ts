import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../shared/random.ts";
import { lifeOfReport, renewsEarly } from "./report_life.ts";

const until = new Date("2026-03-02T15:00:00Z");
const MINUTE = 60_000;

Deno.test("lifeOfReport is 24 hours for a day that is over and 10 minutes for an open day", () => {
  const closed = lifeOfReport({ isOpen: false, until, asOf: new Date(+until + MINUTE) });
  assertEquals([closed.totalMs, closed.freshMs], [24 * 60 * MINUTE, 21.6 * 60 * MINUTE]);
  const open = lifeOfReport({ isOpen: true, until, asOf: new Date(+until - 60 * MINUTE) });
  assertEquals([open.totalMs, open.freshMs], [10 * MINUTE, 9 * MINUTE]);
});

Deno.test("lifeOfReport ends with the day for an open day", () => {
  assertEquals(lifeOfReport({ isOpen: true, until, asOf: new Date(+until - MINUTE) }).totalMs, MINUTE);
  assertEquals(lifeOfReport({ isOpen: true, until, asOf: until }).totalMs, 0);
});

Deno.test("renewsEarly is false far from the end and true after it", () => {
  const random = seededRandom("early");
  for (let n = 0; n < 10_000; n++) {
    assert(!renewsEarly({ costMs: 20, freshForMs: 60_000 }, random));
    assert(renewsEarly({ costMs: 20, freshForMs: 0 }, random));
  }
});

Deno.test("renewsEarly follows exp(-left / cost)", () => {
  const random = seededRandom("distribution");
  for (const [costMs, freshForMs] of [[100, 50], [100, 100], [100, 200], [10, 30]] as const) {
    const tries = 20_000;
    let renewed = 0;
    for (let n = 0; n < tries; n++) if (renewsEarly({ costMs, freshForMs }, random)) renewed++;
    const expected = Math.exp(-freshForMs / costMs);
    assert(Math.abs(renewed / tries - expected) < 0.015, `${renewed / tries} instead of ${expected}`);
  }
});
