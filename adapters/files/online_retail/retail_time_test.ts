import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { parseRetailTime } from "./retail_time.ts";

Deno.test("parseRetailTime reads both ways of writing as the same UTC time", () => {
  const at = new Date("2010-12-01T08:26:00Z");
  for (const text of ["2010-12-01 08:26:00", "2010-12-01 08:26", "12/1/2010 8:26", "12/01/2010 08:26:00"]) {
    assertEquals(parseRetailTime(text), at, text);
  }
});

Deno.test("parseRetailTime refuses days and hours that do not exist", () => {
  for (
    const text of [
      "",
      "2010-12-01",
      "2010-02-30 08:00:00",
      "13/1/2010 8:26",
      "0/1/2010 8:26",
      "12/1/2010 24:00",
      "12/1/2010 8:60",
      "0001-01-01 00:00:00",
      "1 Dec 2010 8:26",
    ]
  ) {
    assertEquals(parseRetailTime(text), null, text);
  }
});

Deno.test("parseRetailTime gives back every second that it was written for", () => {
  const seconds = fc.date({
    min: new Date("2000-01-01T00:00:00Z"),
    max: new Date("2099-12-31T00:00:00Z"),
    noInvalidDate: true,
  }).map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000));
  fc.assert(fc.property(seconds, (at) => {
    assertEquals(parseRetailTime(at.toISOString().slice(0, 19).replace("T", " ")), at);
    const time = `${at.getUTCHours()}:${at.toISOString().slice(14, 19)}`;
    assertEquals(parseRetailTime(`${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${time}`), at);
  }));
});
