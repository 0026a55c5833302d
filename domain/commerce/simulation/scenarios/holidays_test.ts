import { assertEquals } from "@std/assert";
import { seoulTime } from "../../seoul_time.ts";
import { type Holiday, holidayDay, KNOWN_YEARS } from "./holidays.ts";

const YEARS = Array.from({ length: KNOWN_YEARS.to - KNOWN_YEARS.from + 1 }, (_, index) => KNOWN_YEARS.from + index);

function isoDay(holiday: Holiday, year: number): string {
  return new Date(holidayDay(holiday, year)! * 86_400_000).toISOString().slice(0, 10);
}

Deno.test("holidayDay agrees with ICU's Korean calendar for Seollal and Chuseok", () => {
  const lunar = new Intl.DateTimeFormat("en-u-ca-dangi", { month: "numeric", day: "numeric", timeZone: "UTC" });
  for (const year of YEARS) {
    for (const [holiday, month, day] of [["seollal", "1", "1"], ["chuseok", "8", "15"]] as const) {
      const parts = lunar.formatToParts(new Date(isoDay(holiday, year)));
      const value = (type: string) => parts.find((part) => part.type === type)?.value;
      assertEquals([value("month"), value("day")], [month, day], `${holiday} ${year}`);
    }
  }
});

Deno.test("holidayDay returns Black Friday and the exam day", () => {
  assertEquals([2024, 2025, 2026].map((year) => isoDay("black_friday", year)), [
    "2024-11-29",
    "2025-11-28",
    "2026-11-27",
  ]);
  assertEquals([2020, 2023, 2024, 2025, 2026].map((year) => isoDay("exam", year)), [
    "2020-12-03",
    "2023-11-16",
    "2024-11-14",
    "2025-11-13",
    "2026-11-19",
  ]);
  for (const year of YEARS) {
    assertEquals(seoulTime(new Date(holidayDay("black_friday", year)! * 86_400_000)).weekday, 5);
    assertEquals(seoulTime(new Date(holidayDay("exam", year)! * 86_400_000)).weekday, 4);
  }
});

Deno.test("holidayDay returns null for lunar days beyond its table", () => {
  assertEquals([holidayDay("seollal", 2019), holidayDay("chuseok", 2036)], [null, null]);
});
