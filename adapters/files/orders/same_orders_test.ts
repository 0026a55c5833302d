import { assertEquals } from "@std/assert";
import { cp949Bytes } from "../../../testing/fixtures/cp949.ts";
import { ImportShop } from "../../../testing/fixtures/import_shop.ts";
import { withFiles } from "../../../testing/fixtures/order_files.ts";
import { workbookBytes } from "../../../testing/fixtures/workbook.ts";
import { zip } from "../../../testing/fixtures/zip.ts";
import { openImportFile } from "./import_file.ts";

type Content = string | Uint8Array<ArrayBuffer>;

const NO_TERMS = {
  ...{ encoding: null, dates: null, zone: null, currency: null, map: null },
  rates: { own: null, named: new Map() },
};
const HEADER = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
];
/** Invoice, code, name, quantity, time, price: two of one kind, a day that can be a month, a cancellation, a guest. */
const SOLD = [
  ["812001", "MUG01", "BLUE, LARGE MUG", 2, "2011-03-04T09:05", 3.25, "15001"],
  ["812001", "MUG01", "BLUE, LARGE MUG", 2, "2011-03-04T09:05", 3.25, "15001"],
  ["812002", "TRAY2", "TEA TRAY", 12, "2011-03-17T14:50", 10.5, ""],
  ["C812003", "MUG01", "BLUE, LARGE MUG", -1, "2011-03-28T08:00", 3.25, "15001"],
] as const;

interface Written {
  readonly date: (year: string, month: number, day: number, time: string) => string;
  readonly price?: (price: number) => string;
  readonly separator?: string;
}

function fileOf({ date, price = String, separator = "," }: Written, sold: readonly (typeof SOLD)[number][] = SOLD) {
  const rows = sold.map(([invoice, code, name, quantity, at, unit, customer]) => {
    const [year = "", month, day] = at.slice(0, 10).split("-");
    const written = date(year, Number(month), Number(day), at.slice(11));
    return [invoice, code, `"${name}"`, quantity, written, `"${price(unit)}"`, customer, "Portugal"].join(separator);
  });
  return [HEADER.join(separator), ...rows].join("\n");
}

const iso: Written["date"] = (year, month, day, time) =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")} ${time}:00`;
const serial = (year: string, month: number, day: number, time: string) => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return Date.UTC(Number(year), month - 1, day, hours, minutes) / 86_400_000 + 25_569;
};
const PLAIN = fileOf({ date: iso });

function utf16(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...`\ufeff${text}`].flatMap((each) => [each.charCodeAt(0) & 255, each.charCodeAt(0) >> 8]));
}

/** As spreadsheets, other countries and other programs write the same day. */
async function writings(): Promise<Readonly<Record<string, Content>>> {
  const packed = await new Response(new Response(PLAIN).body!.pipeThrough(new CompressionStream("gzip"))).bytes();
  return {
    "with a byte order mark.csv": `\ufeff${PLAIN}`,
    "utf-16.csv": utf16(PLAIN),
    "packed.csv.gz": packed,
    "packed.zip": await zip({ "orders.csv": PLAIN, "__MACOSX/._orders.csv": "x" }),
    "american.csv": fileOf({ date: (year, month, day, time) => `${month}/${day}/${year} ${time}` }),
    "two digits of the year.csv": fileOf({
      date: (year, month, day, time) => `${month}/${day}/${year.slice(2)} ${time}`,
    }),
    "halves of the day.csv": fileOf({
      date: (year, month, day, time) => {
        const hours = Number(time.slice(0, 2));
        return `${month}/${day}/${year} ${hours % 12 || 12}${time.slice(2)}:00 ${hours < 12 ? "AM" : "PM"}`;
      },
    }),
    "days of a spreadsheet.csv": fileOf({ date: (...at) => String(serial(...at)) }),
    "day first.csv": fileOf({
      date: (year, month, day, time) =>
        `${String(day).padStart(2, "0")}/${String(month).padStart(2, "0")}/${year} ${time}`,
    }),
    "german.csv": fileOf({
      date: (year, month, day, time) => `${day}.${month}.${year} ${time}`,
      price: (price) => price.toFixed(2).replace(".", ","),
      separator: ";",
    }),
    "decimal comma.csv": fileOf({ date: iso, price: (price) => price.toFixed(2).replace(".", ",") }),
    "tabs.tsv": fileOf({ date: iso, separator: "\t" }),
    "with offsets.csv": fileOf({ date: (...at) => `${iso(...at).replace(" ", "T")}Z` }),
    "in another order.csv": fileOf({ date: iso }, SOLD.toReversed()),
    "a part of it.csv": fileOf({ date: iso }, SOLD.slice(1, 3)),
    "workbook.xlsx": await workbookBytes({
      Orders: [
        HEADER,
        ...SOLD.map(([invoice, code, name, quantity, at, price, customer]) => [
          ...[invoice, code, name, quantity, new Date(`${at}:00Z`), price, customer, "Portugal"],
        ]),
      ],
    }),
  };
}

async function imported(shop: ImportShop, files: Readonly<Record<string, Content>>) {
  return await withFiles(files, async (folder) => {
    const counts: Record<string, readonly unknown[]> = {};
    for (const name of Object.keys(files)) {
      const { file, questions } = await openImportFile([`${folder}/${name}`], NO_TERMS);
      assertEquals(questions, [], name);
      const { lines, stored, rejected, differing, balanced } = await shop.run(await Array.fromAsync(file.records));
      counts[name] = [lines, stored, rejected, differing, balanced];
    }
    return counts;
  });
}

Deno.test("the same orders are stored once, however their file is written", async () => {
  const shop = new ImportShop();
  assertEquals(await imported(shop, { "plain.csv": PLAIN }), { "plain.csv": [4, 4, 0, 0, true] });
  const again = await imported(shop, await writings());
  const expected = Object.fromEntries(
    Object.keys(again).map((name) => [name, [name === "a part of it.csv" ? 2 : 4, 0, 0, 0, true]]),
  );
  assertEquals(again, expected);
  const [first] = shop.orders.values();
  assertEquals([first!.createdAt.toISOString(), first!.totalAmount], ["2011-03-04T09:05:00.000Z", 11_050]);
});

Deno.test("the same rows in CP949 and in UTF-8 are the same orders, by the clock and in the money of Korea", async () => {
  const text = [
    HEADER.join(","),
    "20240405000031,CUP7,도자기 컵,3,2024-04-05 00:10:00,9000,2002,부산광역시",
    '20240405000032,CUP7,"도자기 컵\n선물 포장, 리본, 카드, a, b, c, d",1,2024-04-05 18:00:00,9500,2003,부산광역시',
  ].join("\n");
  const shop = new ImportShop();
  const counts = await imported(shop, { "excel.csv": cp949Bytes(text), "web.csv": text });
  assertEquals(Object.values(counts), [[2, 2, 0, 0, true], [2, 0, 0, 0, true]]);
  assertEquals([...shop.products.values()].map(({ name }) => name), ["도자기 컵"]);
  assertEquals([...shop.orders.values()].map(({ createdAt }) => createdAt.toISOString()), [
    "2024-04-04T15:10:00.000Z",
    "2024-04-05T09:00:00.000Z",
  ]);
});
