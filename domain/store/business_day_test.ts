import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import {
  type BusinessDay,
  businessDayFinder,
  businessDayOf,
  businessDaySchema,
  daysAfter,
  daysUntil,
  spanOfDay,
  startOfDay,
} from "./business_day.ts";

const SEOUL = { timeZone: "Asia/Seoul", closingTime: "04:00" };
const ZONES = [
  "Asia/Seoul",
  "America/New_York",
  "America/St_Johns",
  "America/Havana",
  "America/Santiago",
  "Europe/London",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Pacific/Kwajalein",
];

const day = (text: string) => text as BusinessDay;
const dayIn = (hours: { timeZone: string; closingTime: string }, at: string) => businessDayOf(new Date(at), hours);
const hoursOf = (text: string, hours: { timeZone: string; closingTime: string }) => {
  const { from, until } = spanOfDay(day(text), hours);
  return (until.getTime() - from.getTime()) / 3_600_000;
};

Deno.test("businessDayOf assigns times before the closing time to the previous day", () => {
  assertEquals(dayIn(SEOUL, "2026-03-02T02:30:00+09:00"), day("2026-03-01"));
  assertEquals(dayIn(SEOUL, "2026-03-02T03:59:59.999+09:00"), day("2026-03-01"));
  assertEquals(dayIn(SEOUL, "2026-03-02T04:00:00+09:00"), day("2026-03-02"));
  assertEquals(dayIn({ ...SEOUL, closingTime: "00:00" }, "2026-03-02T00:00:00+09:00"), day("2026-03-02"));
  assertEquals(dayIn(SEOUL, "2026-01-01T01:00:00+09:00"), day("2025-12-31"));
});

Deno.test("businessDayOf uses the store's clock only", () => {
  const at = "2026-03-02T03:00:00Z";
  assertEquals(dayIn({ timeZone: "Asia/Seoul", closingTime: "00:00" }, at), day("2026-03-02"));
  assertEquals(dayIn({ timeZone: "America/New_York", closingTime: "00:00" }, at), day("2026-03-01"));
});

Deno.test("spanOfDay varies in length with clock changes", () => {
  const newYork = { timeZone: "America/New_York", closingTime: "04:00" };
  assertEquals(hoursOf("2026-03-07", newYork), 23);
  assertEquals(hoursOf("2026-03-08", newYork), 24);
  assertEquals(hoursOf("2026-10-31", newYork), 25);
  assertEquals(hoursOf("2026-04-04", { timeZone: "Australia/Lord_Howe", closingTime: "04:00" }), 24.5);
  assertEquals(hoursOf("2011-12-30", { timeZone: "Pacific/Apia", closingTime: "00:00" }), 0);
  assertEquals(hoursOf("2011-12-30", { timeZone: "Pacific/Apia", closingTime: "04:00" }), 4);
});

Deno.test("startOfDay is the moment at which the clock skips the closing time", () => {
  const newYork = { timeZone: "America/New_York", closingTime: "02:30" };
  assertEquals(startOfDay(day("2026-03-08"), newYork), new Date("2026-03-08T07:00:00Z"));
  assertEquals(dayIn(newYork, "2026-03-08T01:59:59-05:00"), day("2026-03-07"));
  assertEquals(dayIn(newYork, "2026-03-08T03:00:00-04:00"), day("2026-03-08"));
});

Deno.test("startOfDay is the first of two moments that show the closing time, and a day that began stays", () => {
  const newYork = { timeZone: "America/New_York", closingTime: "01:30" };
  assertEquals(startOfDay(day("2026-11-01"), newYork), new Date("2026-11-01T01:30:00-04:00"));
  // The clock shows 01:10 again, before the closing time.
  assertEquals(dayIn(newYork, "2026-11-01T01:10:00-05:00"), day("2026-11-01"));
  // Until 2011 Newfoundland set its clocks back one minute after midnight, into the previous evening.
  const stJohns = { timeZone: "America/St_Johns", closingTime: "00:00" };
  assertEquals(dayIn(stJohns, "2010-11-07T00:00:30-02:30"), day("2010-11-07"));
  assertEquals(dayIn(stJohns, "2010-11-06T23:30:00-03:30"), day("2010-11-07"));
});

Deno.test("businessDayOf finds the only day whose span contains the instant, in every zone, at every clock change", () => {
  const closing = fc.tuple(fc.nat(11), fc.nat(59)).map(([hour, minute]) =>
    `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`
  );
  const instants = fc.date({
    min: new Date("1985-01-01T00:00:00Z"),
    max: new Date("2040-01-01T00:00:00Z"),
    noInvalidDate: true,
  });
  const offset = fc.integer({ min: -26 * 60, max: 26 * 60 });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), closing, instants, offset, (timeZone, closingTime, instant, minutes) => {
      const zoned = new Temporal.ZonedDateTime(BigInt(instant.getTime()) * 1_000_000n, timeZone);
      const change = zoned.getTimeZoneTransition("next")?.epochMilliseconds ?? instant.getTime();
      const at = new Date(change + minutes * 60_000);
      const hours = { timeZone, closingTime };
      const { day, from, until } = spanOfDay(businessDayOf(at, hours), hours);
      assert(from <= at && at < until, `${day} of ${at.toISOString()} in ${timeZone} with ${closingTime}`);
    }),
    { numRuns: 2_000 },
  );
});

Deno.test("daysUntil counts across ends of months and years", () => {
  assertEquals(daysUntil(day("2026-01-02"), 4), ["2025-12-30", "2025-12-31", "2026-01-01", "2026-01-02"].map(day));
  assertEquals(daysAfter(day("2028-02-28"), 1), day("2028-02-29"));
  assertEquals(daysAfter(day("2026-03-01"), -1), day("2026-02-28"));
});

Deno.test("businessDayFinder finds the same days as businessDayOf, in any order", () => {
  const hours = { timeZone: "America/New_York", closingTime: "01:30" };
  const hour = fc.integer({ min: -100, max: 100 });
  fc.assert(fc.property(fc.array(hour, { maxLength: 60 }), (ahead) => {
    const dayOf = businessDayFinder(hours);
    for (const hours of ahead) {
      const at = new Date(Date.parse("2026-11-01T06:00:00Z") + hours * 1_800_000);
      assertEquals(dayOf(at), dayIn({ timeZone: "America/New_York", closingTime: "01:30" }, at.toISOString()));
    }
  }));
});

Deno.test("a business day has instants that every engine can hold, in every time zone, and so have the weeks before it", () => {
  const refused = ["0001-01-01", "1899-12-31", "9999-01-01", "2026-02-30"];
  assertEquals(refused.filter((text) => businessDaySchema.safeParse(text).success), []);
  for (const text of ["1900-01-01", "9998-12-31"]) {
    const day = businessDaySchema.parse(text);
    for (const timeZone of ZONES) {
      const until = spanOfDay(day, { timeZone, closingTime: "06:00" }).until;
      const from = startOfDay(daysAfter(day, -14), { timeZone, closingTime: "06:00" });
      assert([from, until].every((at) => /^\d{4}-/.test(at.toISOString())), `${text} in ${timeZone}`);
    }
  }
});
