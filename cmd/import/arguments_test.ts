import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { parseArgs } from "node:util";
import { WrongSettings } from "../wiring/config/settings.ts";
import { IMPORT_COMMAND, readImportArguments } from "./arguments.ts";

function read(...args: string[]) {
  return readImportArguments(parseArgs({ args, options: IMPORT_COMMAND.flags, strict: true, allowPositionals: true }));
}

function problems(...args: string[]): readonly string[] {
  return (assertThrows(() => read(...args), WrongSettings) as WrongSettings).problems;
}

Deno.test("readImportArguments goes through Kafka at 1,700 won and rejects beside the file", () => {
  assertEquals(read("data/online-retail.csv"), {
    file: "data/online-retail.csv",
    via: "kafka",
    rate: { digits: 1700n, scale: 0 },
    rateText: "1700",
    json: false,
    addDiffering: false,
    rejects: "data/online-retail.rejected.csv",
  });
});

Deno.test("readImportArguments takes every flag", () => {
  const args = ["--via", "postgres", "--rate-krw=1712.35", "--json", "--rejects", "/tmp/r.csv", "orders.CSV"];
  const { via, rate, json, rejects } = read(...args);
  assertEquals([via, rate, json, rejects], ["postgres", { digits: 171235n, scale: 2 }, true, "/tmp/r.csv"]);
  assertEquals([read("orders.CSV").rejects, read("orders").rejects], ["orders.rejected.csv", "orders.rejected.csv"]);
});

Deno.test("readImportArguments names everything that is wrong at once, and how to mend it", () => {
  assertEquals(problems("--via", "carrier pigeon", "--rate-krw", "1e3"), [
    "no file is named: give one, such as deno task import online-retail.csv",
    '--via is "carrier pigeon": expected kafka or postgres',
    '--rate-krw is "1e3": expected won for one pound, above 0 to 1000000, such as 1700.5',
  ]);
});

Deno.test("readImportArguments refuses a rate that is none, several files, and overwriting its own input", () => {
  for (const rate of ["0", "-1", "1000000.1", "abc", ""]) {
    assertStringIncludes(problems("a.csv", `--rate-krw=${rate}`)[0]!, "--rate-krw");
  }
  assertEquals(problems("a.csv", "b.csv"), ["2 files are named: import one after the other"]);
  assertEquals(problems("a.csv", "--rejects", "./a.csv").length, 1);
});
