import type { Command } from "../wiring/process/command_line.ts";
import { resolve } from "node:path";
import { type ImportTerms, readImportTerms } from "../../adapters/files/orders/import_terms.ts";
import { type Field, FIELDS } from "../../adapters/files/profiles/profile.ts";
import { ENOUGH, readShare } from "../../application/commerce/import/is_enough.ts";
import { SHOP_NAME } from "../../application/commerce/import/of_shop.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** Named in the example of `--map`. */
const MAPPED_ABOVE: ReadonlySet<Field> = new Set(["order", "sku", "quantity", "price", "date"]);

const WAYS = ["kafka", "postgres"] as const;
type Way = typeof WAYS[number];

export interface ImportArguments extends ImportTerms {
  /** Several are those of Olist. */
  readonly files: readonly string[];
  /** The store whose sales they are; `null` for orders of the shop. */
  readonly sales: string | null;
  readonly via: Way;
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Before its order numbers; `null` for none. */
  readonly shop: string | null;
  /** The share of lines, 0 to 1, that must become orders. */
  readonly accept: number;
  readonly json: boolean;
  readonly addDiffering: boolean;
  readonly rejects: string;
}

export const IMPORT_COMMAND = {
  name: "import",
  usage: `FILE... [--dry-run | --yes] [--via kafka|postgres] [options]
FILE --sales STORE [options]
--list [--json]
--undo RUN [--force] [--json]`,
  description:
    `Brings the orders of a shop's or till's export into the shop, each once however often it runs. CSV in any encoding
with "," ";" tab or "|", XLSX, gz or zip; recognised by its header: UCI Online Retail I and II, Shopify, WooCommerce,
Cafe24, Naver SmartStore, Coupang Wing, Square, Toast, Olist (its directory, its files, or a zip of them), or plain. On a
terminal, the first import of a file only shows what would be stored.`,
  flags: {
    "dry-run": { type: "boolean", about: "show what would be stored, and store nothing" },
    yes: { type: "boolean", about: "import without showing it first" },
    via: {
      type: "string",
      value: "kafka|postgres",
      about: "as the live orders come, through Kafka and its consumers, or straight into the database (default kafka)",
    },
    map: {
      type: "string",
      value: "LIST",
      about: `which column is which, where no export is recognised:
order=주문번호,sku=상품코드,quantity=수량,price=단가,date=주문일시 (also ${
        FIELDS.filter((field) => !MAPPED_ABOVE.has(field)).join(", ")
      })`,
    },
    encoding: {
      type: "string",
      value: "NAME",
      about: "such as utf-8, cp949, utf-16le, windows-1252 (default: found out)",
    },
    dates: { type: "string", value: "mdy|dmy|ymd", about: "the order, where the dates themselves leave it open" },
    "time-zone": {
      type: "string",
      value: "NAME",
      about: "such as Asia/Seoul, of times without an offset (default: the export's)",
    },
    currency: {
      type: "string",
      value: "CODE",
      about: "such as KRW, of amounts that don't say (default: the export's)",
    },
    rate: {
      type: "string",
      value: "WON",
      about: "won for one unit of the currency, 1700 for GBP; for several EUR=1500,USD=1380",
    },
    "rate-krw": { type: "string", value: "WON", about: "the old name of --rate, for pounds", hidden: true },
    shop: {
      type: "string",
      value: "NAME",
      about: "put before its order and customer numbers, where several shops number alike",
    },
    accept: {
      type: "string",
      value: "SHARE",
      about: "end with status 1 when fewer lines than this become orders (default 99%)",
    },
    rejects: {
      type: "string",
      value: "FILE",
      about: "where lines that can't be read are written (default: beside FILE, FILE.rejected.csv)",
    },
    "add-differing": { type: "boolean", about: "add also lines of invoices that are stored with other lines" },
    sales: { type: "string", value: "STORE", about: "into that store's sales instead, such as a till's export" },
    list: { type: "boolean", about: "the imports so far" },
    undo: { type: "string", value: "RUN", about: "take back what that import added" },
    force: { type: "boolean", about: "with --undo: also orders that have been changed since" },
    json: { type: "boolean", about: "print the balance as one JSON document, and no progress" },
  },
  positionals: true,
  examples: [
    ["orders.csv --dry-run", "what would be stored, and what can't be read"],
    ["orders.xlsx --yes --via postgres", "straight into the database"],
    ["till.csv --sales store100", "a till's export into a store's sales"],
  ],
} as const satisfies Command;

type Text =
  | "via"
  | "map"
  | "encoding"
  | "dates"
  | "time-zone"
  | "currency"
  | "rate"
  | "rate-krw"
  | "shop"
  | "accept"
  | "rejects"
  | "sales";
/** Terms that are spelled otherwise as flags. */
const FLAGS: Readonly<Record<string, string>> = { timeZone: "time-zone", rateKrw: "rate-krw" };
type Switch = "dry-run" | "yes" | "json" | "add-differing";

interface ParsedArguments {
  readonly values:
    & { readonly [name in Text]?: string | undefined }
    & { readonly [name in Switch]?: boolean | undefined };
  readonly positionals: readonly string[];
}

/** Throws `WrongSettings` with one line for each thing that is wrong. */
export function readImportArguments({ values, positionals }: ParsedArguments): ImportArguments {
  const problems: string[] = [];
  const read = <T>(name: Text, parse: (text: string) => T | null, expected: string): T | null => {
    const text = values[name];
    if (text === undefined) return null;
    const value = parse(text.trim());
    if (value === null) problems.push(`--${name} is "${text}": expected ${expected}`);
    return value;
  };
  const [file = ""] = positionals;
  if (file === "") problems.push("no file is named: give one, such as deno task import orders.csv");
  if (values.shop !== undefined && values.sales !== undefined) {
    problems.push("--shop and --sales are both given: a store's sales meet no other's, so leave --shop out");
  }
  if (values["dry-run"] && values.yes) problems.push("--dry-run and --yes are both given: give one of them");

  const via = read("via", (text) => WAYS.find((way) => way === text) ?? null, WAYS.join(" or "));
  const { "time-zone": timeZone, "rate-krw": rateKrw, ...texts } = values;
  const { terms, faults } = readImportTerms({ ...texts, timeZone, rateKrw });
  for (const { name, text, expected } of faults) {
    problems.push(`--${FLAGS[name] ?? name} is "${text}": expected ${expected}`);
  }
  const accept = read("accept", readShare, "a share such as 99%");
  const shop = read(
    "shop",
    (text) => SHOP_NAME.test(text) ? text : null,
    "a name of at most 20 letters and digits, such as gangnam",
  );

  const rejects = values.rejects ?? `${file.replace(/(\.(csv|tsv|txt|xlsx))?(\.gz|\.zip)?\/*$/i, "")}.rejected.csv`;
  if (positionals.some((path) => resolve(rejects) === resolve(path))) {
    problems.push(`--rejects is the imported file itself: give another place`);
  }
  if (problems.length > 0) throw new WrongSettings(problems);
  return {
    files: positionals,
    sales: values.sales?.trim() ?? null,
    via: via ?? "kafka",
    dryRun: values["dry-run"] ?? false,
    yes: values.yes ?? false,
    ...terms,
    shop,
    accept: accept ?? ENOUGH,
    json: values.json ?? false,
    addDiffering: values["add-differing"] ?? false,
    rejects,
  };
}
