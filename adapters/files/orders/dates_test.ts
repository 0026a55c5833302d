import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { anyText, mutatedText } from "../../../testing/fixtures/mutated.ts";
import { DATE_ORDERS, type DateOrder, orderIn, parseTime } from "./dates.ts";
import { timeZoneNamed, ZonedTimes } from "./time_zones.ts";

const utc = (text: string, order: DateOrder | null = null) => {
  const written = parseTime(text, order);
  return written && new Date(written.local - (written.offset ?? 0) * 60_000).toISOString().slice(0, 19);
};

Deno.test("parseTime reads times as exports and spreadsheets write them", () => {
  const same: Record<string, string[]> = {
    "2010-12-01T08:26:00": [
      "2010-12-01 08:26:00",
      "2010-12-01 8:26",
      "2010-12-01T08:26:00Z",
      "2010-12-01t08:26:00z",
      "2010-12-01T08:26:00.123Z",
      "2010-12-01 17:26:00 +0900",
      "2010-12-01T17:26:00+09:00",
      "2010-12-01 03:26:00 -0500",
      "2010-12-01 08:26 UTC",
      "2010-12-01 8:26 AM",
      "2010/12/01 08:26",
      "2010.12.01 08:26:00",
      "2010. 12. 1. 오전 8:26",
      "2010년 12월 1일 08시 26분",
      "01.12.2010 8:26",
      "1 Dec 2010 8:26",
      "01-Dec-10 08:26",
      "Dec 1, 2010 8:26 AM",
      "December 1, 2010 at 8:26 am",
      "20101201082600",
      "40513.35139",
      "Wed Dec 01 2010 17:26:00 GMT+0900 (Korean Standard Time)",
      "2010-12-01 17:26:00 KST",
      "2010-12-01 03:26:00 EST",
      "2010-12-01T17:26:00+09:00[Asia/Seoul]",
      "2010-12-01 (수) 08:26",
      "2010/12/1(수) 8:26",
      "2010-12-01  08:26",
      "2010-12-01 08.26",
      "2010-12-01 08h26",
      "01-DEC-10 08.26.00.000000 AM",
      "1. Dezember 2010 8:26 Uhr",
      "1 décembre 2010 8:26",
      "1 de dezembro de 2010 8:26",
      "2010年12月1日 8:26",
      "20101201 0826",
      "1291191960",
      "1291191960000",
    ],
    "2010-12-01T20:26:00": ["2010-12-01 8:26:00 PM", "2010-12-01 오후 8:26", "2010-12-01 20:26:00 PM"],
    "2009-01-01T00:00:00": ["2008-12-31T23:59:60Z", "2008-12-31t23:59:60z", "2009-01-01 08:59:60 +0900"],
    "2010-12-01T00:26:00": ["2010-12-01 12:26 AM"],
    "2010-12-02T00:00:00": ["2010-12-01 24:00"],
    "2010-12-01T14:44:00": ["2010-12-01 14:44:00 AM"],
    "2010-12-01T00:00:00": ["2010-12-01", "20101201", "40513", "1.12.2010"],
  };
  for (const [expected, texts] of Object.entries(same)) {
    for (const text of texts) assertEquals(utc(text), expected, text);
  }
});

Deno.test("parseTime reads numbers in the column's order, and none that only the column could tell", () => {
  assertEquals([utc("12/1/2010 8:26", "mdy"), utc("12/1/2010 8:26", "dmy")], [
    "2010-12-01T08:26:00",
    "2010-01-12T08:26:00",
  ]);
  assertEquals([utc("12/1/10 8:26", "mdy"), utc("26/03/02", "ymd"), utc("1/12/69", "dmy")], [
    "2010-12-01T08:26:00",
    "2026-03-02T00:00:00",
    "1969-12-01T00:00:00",
  ]);
  assertEquals([utc("12/1/2010 8:26"), utc("16/12/2010 8:26"), utc("12/16/2010 8:26")], [
    null,
    "2010-12-16T08:26:00",
    "2010-12-16T08:26:00",
  ]);
});

Deno.test("parseTime refuses days and hours that do not exist", () => {
  for (
    const text of [
      "",
      "soon",
      "2010-02-30 08:00",
      "13/13/2010",
      "0/1/2010",
      "2010-12-01 24:01",
      "2010-12-01 8:60",
      "2010-12-01 8:26 CST",
      "0001-01-01",
      "2010-12-01 8:26 Mars",
      "12345",
    ]
  ) {
    for (const order of DATE_ORDERS) assertEquals(utc(text, order), null, text);
  }
});

Deno.test("orderIn tells what one date proves", () => {
  const proofs = {
    "12/16/2010": "mdy",
    "16/12/2010": "dmy",
    "1.2.2010": "dmy",
    "12/1/2010": "either",
    "99/12/31": "ymd",
  };
  for (const [text, proof] of Object.entries(proofs)) assertEquals(orderIn(text), proof, text);
  assertEquals(["2010-12-01", "1/1/2010", "40513", "soon"].map(orderIn), [null, null, null, null]);
});

Deno.test("parseTime returns every second that was formatted, in every order", () => {
  const seconds = fc.date({
    min: new Date("1970-01-01T00:00:00Z"),
    max: new Date("2068-12-31T00:00:00Z"),
    noInvalidDate: true,
  })
    .map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000));
  fc.assert(fc.property(seconds, (at) => {
    const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
    const [time, expected] = [at.toISOString().slice(11, 19), at.toISOString().slice(0, 19)];
    assertEquals(utc(`${month}/${day}/${year} ${time}`, "mdy"), expected);
    assertEquals(utc(`${day}-${month}-${year % 100} ${time}`.replace(/-(\d)$/, "-0$1"), "dmy") ?? expected, expected);
    assertEquals(utc(`${year}-${month}-${day} ${time}`), expected);
    assertEquals(utc(`${at.getTime() / 86_400_000 + 25_569}`), year >= 1955 ? expected : null);
  }));
});

Deno.test("parseTime gives a time or null, whatever it is given", () => {
  const texts = fc.oneof(
    anyText,
    mutatedText(fc.constantFrom("2010-12-01 08:26:00", "12/1/10 8:26 AM", "2010. 12. 1. 오전 8:26")),
  );
  fc.assert(fc.property(texts, fc.constantFrom(...DATE_ORDERS, null), (text, order) => {
    const written = parseTime(text, order);
    assert(written === null || Number.isFinite(written.local));
  }));
});

Deno.test("ZonedTimes knows summer time, and the hours that clocks repeat and skip", () => {
  const times = new ZonedTimes();
  const at = (text: string, zone: string) =>
    new Date(times.instantOf(Date.parse(`${text}Z`), zone)).toISOString().slice(0, 16);
  assertEquals(at("2026-03-02T00:30", "Asia/Seoul"), "2026-03-01T15:30");
  assertEquals([at("2025-01-15T12:00", "Europe/Paris"), at("2025-07-15T12:00", "Europe/Paris")], [
    "2025-01-15T11:00",
    "2025-07-15T10:00",
  ]);
  assertEquals(at("2025-10-26T02:30", "Europe/Paris"), "2025-10-26T00:30");
  assertEquals(at("2025-03-30T02:30", "Europe/Paris"), "2025-03-30T01:30");
});

Deno.test("timeZoneNamed takes IANA names, offsets, and what tills write", () => {
  assertEquals(["Asia/Seoul", "UTC", "+09:00", "Eastern Time (US & Canada)", "Mars"].map(timeZoneNamed), [
    "Asia/Seoul",
    "UTC",
    "+09:00",
    "America/New_York",
    null,
  ]);
});
