import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { readStoreReportsArguments } from "./arguments.ts";

Deno.test("readStoreReportsArguments reads the day, and takes all stores unless some are named", () => {
  const day = "2026-03-02";
  assertEquals(readStoreReportsArguments({ date: day }) as object, { day, only: null, atOnce: 4, json: false });
  assertEquals(
    readStoreReportsArguments({ date: day, stores: "1, gangnam-2,1", "at-once": "8", json: true }) as object,
    { day, only: ["1", "gangnam-2"], atOnce: 8, json: true },
  );
});

Deno.test("readStoreReportsArguments names the flag that is wrong", () => {
  const date = "2026-03-02";
  for (
    const [values, named] of [
      [{}, "--date is not set"],
      [{ date: "today" }, '--date is "today"'],
      [{ date: "2026-02-30" }, "--date"],
      [{ date, stores: "" }, "--stores"],
      [{ date, stores: "1,a:b,*" }, '--stores has "a:b", "*"'],
      [{ date, "at-once": "0" }, "--at-once"],
    ] as const
  ) {
    assertThrows(() => readStoreReportsArguments(values), WrongSettings, named);
  }
});
