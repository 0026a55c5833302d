import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { beginReading, cursorOf, positionAfter, positionOf, type ReadingStep, readingSteps } from "./order_reading.ts";

const NOW = new Date("2026-11-30T16:00:00Z");
const days = fc.integer({ min: 0, max: 200 });

Deno.test("beginReading goes by Korean days: the evening in London is the next day in Seoul", () => {
  assertEquals(beginReading(null, NOW), { from: "2026-11-01", to: "2026-12-01", step: 0, token: "" });
  assertEquals(beginReading(new Date("2026-11-30T10:00:00Z"), NOW).from, "2026-11-16");
  // A clock that went back.
  assertEquals(beginReading(new Date("2027-03-01T00:00:00Z"), NOW).from, "2026-12-01");
});

Deno.test("readingSteps covers every day once for every status, in ranges that are answered, and boxes before receipts", () => {
  fc.assert(fc.property(days, (back) => {
    const position = beginReading(new Date(NOW.getTime() - back * 86_400_000), NOW);
    const steps = readingSteps(position);
    for (const [, of] of Map.groupBy(steps, (step) => step.list === "ordersheets" ? step.status : step.of)) {
      assertEquals([of[0]!.from, of.at(-1)!.to], [position.from, position.to]);
      for (const [nth, { from, to }] of of.entries()) {
        const longest = of[0]!.list === "ordersheets" ? 30 : 7;
        assert((Date.parse(to) - Date.parse(from)) / 86_400_000 < longest);
        if (nth > 0) assertEquals(Date.parse(from) - Date.parse(of[nth - 1]!.to), 86_400_000);
      }
    }
    assert(steps.findIndex(isReceipt) > steps.findLastIndex((step) => !isReceipt(step)));
  }));
});

Deno.test("a cursor leads through every step to the end, and one that was not made here is gone", () => {
  fc.assert(
    fc.property(days, fc.string({ maxLength: 40 }), (back, token) => {
      const begun = beginReading(new Date(NOW.getTime() - back * 86_400_000), NOW);
      const steps = readingSteps(begun).length;
      let position = begun;
      for (let step = 0; step < steps; step++) {
        assertEquals(positionOf(cursorOf(position)), position);
        const turned = positionAfter(position, token || null);
        if (token !== "") assertEquals(turned, { ...position, token });
        const next = positionAfter(position, null);
        assertEquals(next?.step ?? steps, step + 1);
        if (next) position = next;
      }
    }),
    { numRuns: 10 },
  );
  for (const other of ["", "17", "2026-11-01/2026-10-01/0/", "2026-11-01/2026-11-30/999/", "x/2026-11-30/0/"]) {
    assertEquals(positionOf(other), null, other);
  }
  fc.assert(fc.property(fc.string(), (text) => void positionOf(text)));
});

const isReceipt = ({ list }: ReadingStep) => list === "returnRequests";
