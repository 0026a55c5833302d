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

const NO_RATES = { own: null, named: new Map() };

Deno.test("readImportArguments goes through Kafka, finds everything out, and rejects beside the file", () => {
  assertEquals(read("data/online-retail.csv"), {
    files: ["data/online-retail.csv"],
    sales: null,
    shop: null,
    via: "kafka",
    dryRun: false,
    yes: false,
    encoding: null,
    dates: null,
    zone: null,
    currency: null,
    map: null,
    rates: NO_RATES,
    accept: 0.99,
    json: false,
    addDiffering: false,
    rejects: "data/online-retail.rejected.csv",
  });
});

Deno.test("readImportArguments takes every flag", () => {
  const args = "--via postgres --yes --encoding CP949 --dates dmy --time-zone Asia/Seoul --currency krw --accept 95%";
  const { via, yes, encoding, dates, zone, currency, accept } = read(...args.split(" "), "orders.CSV");
  assertEquals([via, yes, encoding, dates], ["postgres", true, "euc-kr", "dmy"]);
  assertEquals([zone, currency, accept], ["Asia/Seoul", "KRW", 0.95]);
  const { map, json, rejects, dryRun } = read(
    "--map",
    "order=주문번호, SKU=상품=코드",
    "--json",
    "--dry-run",
    "--rejects=/r",
    "a",
  );
  assertEquals([...map!], [["order", "주문번호"], ["sku", "상품=코드"]]);
  assertEquals([json, dryRun, rejects], [true, true, "/r"]);
});

Deno.test("readImportArguments takes one rate, a rate for each currency, and the pound's as before", () => {
  const rate = (digits: bigint, scale: number) => ({ digits, scale });
  assertEquals(read("a.csv", "--rate", "1712.35").rates, { own: rate(171235n, 2), named: new Map() });
  assertEquals(read("a.csv", "--rate", "EUR=1500, usd=1380.5").rates.named.get("USD"), rate(13805n, 1));
  assertEquals(read("a.csv", "--rate-krw=1712.35").rates, { own: null, named: new Map([["GBP", rate(171235n, 2)]]) });
});

Deno.test("readImportArguments writes rejects beside whatever the file is", () => {
  const places = ["orders.CSV", "orders", "orders.xlsx", "orders.csv.gz", "orders.zip", "olist/"].map((file) =>
    read(file).rejects
  );
  assertEquals(places, [...Array(5).fill("orders.rejected.csv"), "olist.rejected.csv"]);
});

Deno.test("readImportArguments names everything that is wrong at once, and how to mend it", () => {
  assertEquals(problems("--via", "carrier pigeon", "--rate-krw", "1e3", "--dates", "american", "--accept", "all"), [
    "no file is named: give one, such as deno task import orders.csv",
    '--via is "carrier pigeon": expected kafka or postgres',
    '--dates is "american": expected mdy, dmy, ymd',
    '--rate-krw is "1e3": expected won for one pound, above 0 to 1000000, such as 1700.5',
    '--accept is "all": expected a share such as 99%',
  ]);
});

Deno.test("readImportArguments refuses what names nothing, and overwriting its own input", () => {
  for (const rate of ["0", "-1", "1000000.1", "abc", "", "EUR", "EUR=0", "EUR=1,"]) {
    assertStringIncludes(problems("a.csv", `--rate=${rate}`)[0]!, "--rate");
  }
  const wrong = { encoding: "klingon", "time-zone": "Mars/Olympus", map: "orders=x", accept: "101%" };
  for (const [name, text] of Object.entries(wrong)) {
    assertStringIncludes(problems("a.csv", `--${name}`, text)[0]!, `--${name} is "${text}": expected`);
  }
  assertEquals(problems("a.csv", "--currency", "euro").length, 1);
  assertEquals(problems("a.csv", "--rejects", "./a.csv").length, 1);
  assertEquals(problems("a.csv", "--dry-run", "--yes").length, 1);
  assertEquals(problems("a.csv", "--shop", "a b").length, 1);
  assertEquals(problems("a.csv", "--shop", "gangnam", "--sales", "1").length, 1);
});
