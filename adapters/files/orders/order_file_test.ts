import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import type { OrderLine } from "../../../application/commerce/ports/order_line.ts";
import { cp949Bytes } from "../../../testing/fixtures/cp949.ts";
import { numberOf, readOrderFile, withFiles } from "../../../testing/fixtures/order_files.ts";
import { sha256 } from "../../system/sha256.ts";
import { workbookBytes } from "../../../testing/fixtures/workbook.ts";
import { UnusableFile } from "../unusable_file.ts";
import type { OrderFileOptions } from "./order_file.ts";

type Options = Partial<OrderFileOptions> & { readonly name?: string };

const NOW = new Date("2026-06-01T00:00:00Z");

function readFile(path: string, options: Options) {
  return readOrderFile(path, { now: NOW, ...options });
}

function read(content: string | Uint8Array, { name = "orders.csv", ...options }: Options = {}) {
  return withFiles({ [name]: content }, (folder) => readFile(`${folder}/${name}`, options));
}

const shortly = ({ order, sku, quantity, amount, at }: OrderLine) =>
  [order, sku, quantity, numberOf(amount), at.toISOString().slice(0, 16)].join(" ");

const RETAIL = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
const retail = (...dates: string[]) =>
  RETAIL + dates.map((date, index) => `70000${index},A${index},CUP,2,${date},2.55,17850.0,France\n`).join("");
const times = async (dates: string[], options: Options = {}) => {
  const { lines, faults, dates: order, questions } = await read(retail(...dates), options);
  return { times: lines.map(({ at }) => at.toISOString().slice(0, 16)), faults, order, questions };
};

Deno.test("openOrderFile reads the same lines from every encoding and packing", async () => {
  const text = RETAIL + "900001,MUG01,머그컵 화이트,2,2026-03-02 00:30:00,12000,hong,서울특별시\n";
  const utf16 = Uint8Array.from(
    [...`\ufeff${text}`].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
  );
  const gzip = await new Response(new Response(text).body!.pipeThrough(new CompressionStream("gzip"))).bytes();
  for (
    const content of [
      text,
      cp949Bytes(text),
      utf16,
      gzip,
      text.replaceAll(",", ";"),
      text.replaceAll(",", "\t"),
      text.replaceAll("\n", "\r"),
    ]
  ) {
    const { lines, currency, currencyFrom, zone } = await read(content);
    assertEquals(lines.map(shortly), ["900001 MUG01 2 24000 2026-03-01T15:30"]);
    assertEquals([lines[0]!.name, lines[0]!.region], ["머그컵 화이트", "서울특별시"]);
    assertEquals([currency, currencyFrom, zone], ["KRW", "file", "Asia/Seoul"]);
  }
});

Deno.test("openOrderFile takes the given zone, currency and encoding before what it would find out", async () => {
  const text = RETAIL + "900001,MUG01,머그컵,2,2026-03-02 00:30:00,12000,hong,KR\n";
  const options = { zone: "UTC", currency: "GBP", encoding: "euc-kr" };
  const { lines, currency } = await read(cp949Bytes(text), options);
  assertEquals([currency, lines[0]!.at.toISOString(), lines[0]!.name], ["GBP", "2026-03-02T00:30:00.000Z", "머그컵"]);
});

Deno.test("openOrderFile decides the order of day and month once a column", async () => {
  const first = { times: ["2010-12-01T08:26", "2010-12-16T15:19"], faults: [], questions: [] };
  assertEquals(await times(["12/1/2010 8:26", "12/16/2010 15:19"]), { ...first, order: "mdy" });
  assertEquals(await times(["01/12/2010 8:26", "16/12/2010 15:19"]), { ...first, order: "dmy" });
  assertEquals(await times(["01.12.2010 8:26", "16.12.2010 15:19"]), { ...first, order: "dmy" });
  assertEquals(await times(["12/1/10 8:26", "12/16/10 15:19"]), { ...first, order: "mdy" });
  // What decides may be far below the first rows.
  const late = [...Array(2_500).fill("01/12/2010 8:26"), "16/12/2010 15:19"];
  assertEquals((await times(late)).times.at(0), "2010-12-01T08:26");
});

Deno.test("openOrderFile asks for the order of day and month where the column leaves it open or contradicts itself", async () => {
  const open = await times(["01/12/2010 8:26", "2010-12-01 8:26"]);
  assertEquals(open.questions, ["01/12/2010 8:26: which is the day? give --dates dmy or --dates mdy"]);
  assertEquals(open.times, ["2010-12-01T08:26"]);
  assertStringIncludes(open.faults[0]!, "day or month first?");
  assertEquals((await times(["16/12/2010 8:26", "12/16/2010 8:26", "01/12/2010 8:26"])).questions.length, 1);
  assertEquals((await times(["01/12/2010 8:26"], { dates: "dmy" })).times, ["2010-12-01T08:26"]);
  assertEquals((await times(["01/12/2010 8:26"], { dates: "mdy" })).times, ["2010-01-12T08:26"]);
  // The first of January is the first of January.
  assertEquals(await times(["1/1/2010 8:26"]), { times: ["2010-01-01T08:26"], faults: [], order: null, questions: [] });
});

Deno.test("openOrderFile reads times with offsets in any zone, and others in the file's own, summer time included", async () => {
  const dates = ["2025-05-11 09:55:16 -0400", "2010-12-01T08:26:00Z", "2025-01-15 12:00:00", "2025-07-15 12:00:00"];
  assertEquals((await times(dates, { zone: "Europe/Paris" })).times, [
    "2025-05-11T13:55",
    "2010-12-01T08:26",
    "2025-01-15T11:00",
    "2025-07-15T10:00",
  ]);
});

Deno.test("openOrderFile refuses a time that has yet to come", async () => {
  assertEquals((await times(["2099-01-01 8:00", "2026-05-31 8:00"])).faults.length, 1);
});

Deno.test("openOrderFile reads decimal commas and thousands as the columns have them", async () => {
  const sums = async (header: string, ...rows: string[]) => {
    const { lines, faults } = await read([header, ...rows].join("\n"), { currency: "EUR" });
    assertEquals(faults, []);
    return lines.map(({ quantity, amount }) => [quantity, numberOf(amount)]);
  };
  const [comma, semicolon] = ["order,sku,qty,price,date", "order;sku;qty;price;date"];
  assertEquals(await sums(semicolon, "1;A;1.000;1,25;2026-03-02", "2;A;1;1.250;2026-03-02"), [[1000, 1250], [1, 1250]]);
  assertEquals(await sums(comma, '1,A,"1,000",2.55,2026-03-02', '2,A,1,"€ 1,250.00",2026-03-02'), [[1000, 2550], [
    1,
    1250,
  ]]);
  assertEquals(await sums(comma, "1,A,1,0.350,2026-03-02", "2,A,1,1.250,2026-03-02"), [[1, 0.35], [1, 1.25]]);
  assertEquals(await sums(comma, "1,A,1,$3.60,2026-03-02", "2,A,1,($3.60),2026-03-02"), [[1, 3.6], [-1, -3.6]]);
});

Deno.test("openOrderFile takes the currency from a sign, from its lines, or asks", async () => {
  const file = async (price: string, more = "") =>
    await read(`order,sku,qty,price,date${more && ",currency"}\n1,A,1,${price},2026-03-02${more}\n`);
  assertEquals((await file('"12,000원"')).currencies, ["KRW"]);
  assertEquals((await file("€12.50")).currencies, ["EUR"]);
  assertEquals((await file("12.50", ",brl")).lines[0]!.currency, "BRL");
  const asked = await file("12.50");
  assertStringIncludes(asked.questions[0]!, "give --currency");
});

Deno.test("openOrderFile keeps ids as shops write them, and no e-mail address", async () => {
  const ids = [["#1001", "17850"], ["20260302-0000012", "hong123"], ["2026030212345671", "Buyer1@Example.com"], [
    "e481f51cbdc54678b7cc49136f2d6af7",
    "010-1234-5678",
  ]];
  const { lines, faults } = await read(
    RETAIL + ids.map(([order, who]) => `${order},A,CUP,1,2026-03-02 12:00,10,${who},KR\n`).join(""),
  );
  assertEquals([lines.map(({ order }) => order), faults], [ids.map(([order]) => order), []]);
  assertEquals(lines.map(({ customer }) => customer?.replace(/[0-9a-f]{32}/, "…")), ["17850", "hong123", "c-…", "c-…"]);
  assert(
    lines.every((line) =>
      !JSON.stringify(line, (_, value) => typeof value === "bigint" ? `${value}` : value).includes("@")
    ),
  );
});

Deno.test("openOrderFile refuses a column that counts and is there twice, and passes over others", async () => {
  const refused = (content: string) => assertRejects(() => read(content), UnusableFile);
  assertStringIncludes(
    (await refused(RETAIL.trim() + ",quantity\n1,2,3,4,5,6,7,8,9\n") as Error).message,
    "quantity is there twice",
  );
  assertEquals((await read(RETAIL.trim() + ",Note,Note,,\n1,A,CUP,1,2010-12-01,2,3,UK,x,y,,\n")).lines.length, 1);
});

Deno.test("openOrderFile names what it found where it recognises nothing, and reads it by a map", async () => {
  const text = "번호;코드;개수;값;날\nA-1;C1;2;1200;2026-03-02\n";
  const error = await assertRejects(() => read(text), UnusableFile);
  assertStringIncludes((error as Error).message, "번호, 코드, 개수, 값, 날. Say which is which: --map order=");
  const map = new Map(
    [["order", "번호"], ["sku", "코드"], ["quantity", "개수"], ["price", "값"], ["date", "날"]] as const,
  );
  const { lines } = await read(text, { map, currency: "KRW", zone: "Asia/Seoul" });
  assertEquals(lines.map(shortly), ["A-1 C1 2 2400 2026-03-01T15:00"]);
  const wrong = await assertRejects(
    () => read(text, { map: new Map([["order", "번호"], ["sku", "상품"]]) }),
    UnusableFile,
  );
  assertStringIncludes((wrong as Error).message, "--map names 상품, but the columns are 번호");
});

Deno.test("openOrderFile recognises plain columns in several languages, by name or code, by price or amount", async () => {
  const files = {
    german:
      "Bestellnummer;Artikelnummer;Artikel;Menge;Einzelpreis;Bestelldatum;Kundennummer\n1;A;Tasse;2;12,50 €;13.03.2026;7",
    french: "Numéro de commande;Référence;Quantité;Prix unitaire;Date de commande;Client\n1;A;2;12,50 €;13/03/2026;7",
    named: "order,product,quantity,price,date,customer\n1,A,2,€12.50,2026-03-13,7",
    total: "order #,sku,qty,total,date,customer\n1,A,2,€25.00,2026-03-13,7",
  };
  for (const [name, text] of Object.entries(files)) {
    const { profile, lines: [line] } = await read(text);
    const { order, sku, quantity, amount, currency, at, customer } = line!;
    assertEquals(
      [profile.id, order, sku, quantity, numberOf(amount), currency, at.toISOString().slice(0, 10), customer],
      ["plain", "1", "A", 2, 25, "EUR", "2026-03-13", "7"],
      name,
    );
  }
  const { currency, zone } = await read("주문번호,상품코드,수량,단가,주문일시\n1,A,2,12000,2026-03-02 10:00");
  assertEquals([currency, zone], ["KRW", "Asia/Seoul"], "a Korean header tells it where no name does");
});

Deno.test("openOrderFile passes over a header that comes again, and totals", async () => {
  const header = "주문번호,상품코드,상품명,수량,단가,주문일시\n";
  const text =
    `매출 내역\n\n${header}1,A,컵,2,12000,2026-03-02\n\ufeff${header}2,A,컵,1,12000,2026-03-03\n합계,,,3,36000,\n`;
  const { lines } = await read(text);
  assertEquals(lines.map(({ order, quantity }) => [order, quantity]), [["1", 2], ["2", 1]]);
  const { faults } = await read(`${header}total,A,컵,1,12000,soon`);
  assertEquals(faults.length, 1, "what could be a line is none");
});

Deno.test("openOrderFile takes a negative price of goods for what is taken back, and no customer for none", async () => {
  const { lines } = await read(
    "order,sku,quantity,price,date,currency,customer,email\n" +
      "1001.0,A,-1,-12.5,2026-03-02,EUR,0,kim@example.com\n1002.0,A,2,-12.5,2026-03-02,EUR,17850.0,\n3,A,1,5,2026-03-02,EUR,guest,\n",
  );
  assertEquals(lines.map(({ order, quantity, amount }) => [order, quantity, numberOf(amount)]), [
    ["1001", -1, -12.5],
    ["1002", -2, -25],
    ["3", 1, 5],
  ]);
  assertEquals(lines.map(({ customer }) => customer?.slice(0, 5) ?? null), [
    `c-${sha256("kim@example.com").slice(0, 3)}`,
    "17850",
    null,
  ]);
});

Deno.test("openOrderFile reads quantities with their units, and currencies by their signs", async () => {
  const { lines } = await read(
    "order,sku,quantity,price,date,currency\n" +
      "1,A,2개,10,2026-03-02,원\n2,A,3 pcs,10,2026-03-02,€\n3,A,x4,10,2026-03-02,usd\n4,A,(1) Stk.,10,2026-03-02,£\n",
  );
  assertEquals(lines.map(({ quantity, currency }) => [quantity, currency]), [
    [2, "KRW"],
    [3, "EUR"],
    [4, "USD"],
    [-1, "GBP"],
  ]);
  const { faults } = await read("order,sku,quantity,price,date,currency\n1,A,2 of 3,10,2026-03-02,EUR\n");
  assertEquals(faults.length, 1);
});

Deno.test("openOrderFile counts a weighed piece as one, at the price of its weight", async () => {
  const { lines } = await read("order,sku,qty,price,date\n1,HAM,0.350,20.00,2026-03-02\n", { currency: "EUR" });
  assertEquals(lines.map(({ quantity, amount }) => [quantity, numberOf(amount)]), [[1, 7]]);
});

Deno.test("openOrderFile reads a workbook with Excel's own dates", async () => {
  const book = await workbookBytes({
    Orders: [["주문 내역"], RETAIL.trim().split(","), [
      "7",
      "A",
      "CUP",
      2,
      new Date("2010-12-01T08:26:00Z"),
      2.55,
      17850,
      "UK",
    ]],
  });
  assertEquals((await read(book, { name: "a.xlsx" })).lines.map(shortly), ["7 A 2 5.1 2010-12-01T08:26"]);
});
