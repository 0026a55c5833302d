import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { seoulText, seoulTime } from "./seoul_time.ts";

Deno.test("seoulTime is nine hours ahead of UTC, into the next day and year", () => {
  assertEquals(seoulTime(new Date("2025-12-31T15:00:00Z")), {
    day: "2026-01-01",
    year: 2026,
    month: 1,
    dayOfMonth: 1,
    weekday: 4,
    hour: 0,
    dayNumber: 20_454,
  });
  assertEquals(seoulTime(new Date("2025-12-31T14:59:59.999Z")).day, "2025-12-31");
});

Deno.test("seoulText is the day and the second on Seoul's clock", () => {
  assertEquals(seoulText(new Date("2025-12-31T15:04:05.678Z")), "2026-01-01 00:04:05");
});

Deno.test("seoulTime agrees with the time zone database since 1989", () => {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: "Asia/Seoul",
    dateStyle: "short",
  });
  const times = fc.date({
    min: new Date("1989-01-01T00:00:00Z"),
    max: new Date("2035-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(times, (at) => assertEquals(seoulTime(at).day, format.format(at))));
});

Deno.test("seoulTime counts days one by one at midnight in Seoul", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 30_000 }), (day) => {
    const midnight = Date.UTC(1970, 0, 1 + day) - 9 * 3_600_000;
    assertEquals(seoulTime(new Date(midnight)).dayNumber, day);
    assertEquals(seoulTime(new Date(midnight - 1)).dayNumber, day - 1);
  }));
});
