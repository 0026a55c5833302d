import { assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../wiring/config/settings.ts";
import { type ParsedFlags, readSplitArguments } from "./arguments.ts";

const read = (flags: ParsedFlags) => readSplitArguments(flags, { dataFolder: "./data", processors: 8 });

Deno.test("readSplitArguments splits into all three with eight at once at most, unless asked otherwise", () => {
  const { action, only, parallel, certificateFile, strategy } = read({});
  assertEquals([action, only, parallel], ["split", ["source", "dropship", "market"], 8]);
  assertEquals([certificateFile, strategy], ["./data/split.certificate.json", null]);
  assertEquals(read({ only: "market, source" }).only, ["source", "market"]);
  assertEquals(read({ "dry-run": true }).action, "plan");
  const { oldTimeZone, places } = read({ "old-time-zone": "Asia/Seoul", place: "notes=dropship, tags=source" });
  assertEquals([oldTimeZone, places], ["Asia/Seoul", { notes: "dropship", tags: "source" }]);
});

Deno.test("readSplitArguments refuses what can't go together and what it does not know, each by its flag", () => {
  for (
    const [flags, message] of [
      [{ certify: true, rollback: true }, "--certify and --rollback can't go together"],
      [{ force: true }, "--force goes with --rollback alone"],
      [{ certify: true, "catch-up": true }, "--catch-up can't go with --certify"],
      [{ strategy: "dump" }, '--strategy is "dump": expected restore or insert'],
      [{ "old-time-zone": "Seoul" }, '--old-time-zone is "Seoul": expected the name of a time zone'],
      // Postgres would count these to the west.
      [{ "old-time-zone": "+09:00" }, '--old-time-zone is "+09:00": expected the name of a time zone'],
      [{ place: "notes=shop" }, '--place has "notes=shop": expected TABLE=source|dropship|market'],
      [{ place: "notes" }, '--place has "notes": expected TABLE=source|dropship|market'],
      [{ place: "products=market" }, "--place has products, which is of the dropship database"],
      [{ only: "source,shop" }, '--only is "source,shop": expected some of source,dropship,market'],
      [{ parallel: "0" }, '--parallel is "0": expected a whole number from 1 to 16'],
    ] as const
  ) assertThrows(() => read(flags), WrongSettings, message);
});
