import { resolve } from "node:path";
import { type Decimal, parseDecimal } from "../../domain/shared/decimal.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

const WAYS = ["kafka", "postgres"] as const;
type Way = typeof WAYS[number];

export interface ImportArguments {
  readonly file: string;
  readonly via: Way;
  /** Won for one pound, and the same as it was written. */
  readonly rate: Decimal;
  readonly rateText: string;
  readonly json: boolean;
  readonly addDiffering: boolean;
  readonly rejects: string;
}

export const IMPORT_COMMAND = {
  name: "import",
  usage: `FILE.csv [--via kafka|postgres] [--rate-krw 1700] [--rejects FILE.rejected.csv] [--json]
       import --list | --undo RUN [--force]

Brings the orders of a CSV file into the shop, each once however often it runs. The file has the columns of UCI
Online Retail: InvoiceNo, StockCode, Description, Quantity, InvoiceDate, UnitPrice, CustomerID, Country.

  --via kafka       as the live orders come, through Kafka and its consumers (default)
  --via postgres    straight into the database
  --rate-krw 1700   won for one pound; decimals are allowed (default 1700)
  --rejects FILE    where lines that can't be read are written (default: beside FILE.csv, FILE.rejected.csv)
  --add-differing   add also lines of invoices that are stored with other lines
  --list            the imports so far
  --undo RUN        takes back what that import added; --force also orders that have been changed since
  --json            print the balance as one JSON document and no progress`,
  flags: {
    via: { type: "string" },
    "rate-krw": { type: "string" },
    rejects: { type: "string" },
    "add-differing": { type: "boolean" },
    list: { type: "boolean" },
    undo: { type: "string" },
    force: { type: "boolean" },
    json: { type: "boolean" },
  },
  positionals: true,
} as const;

interface ParsedArguments {
  readonly values: {
    readonly via?: string | undefined;
    readonly "rate-krw"?: string | undefined;
    readonly rejects?: string | undefined;
    readonly json?: boolean | undefined;
    readonly "add-differing"?: boolean | undefined;
  };
  readonly positionals: readonly string[];
}

const DEFAULT_RATE = "1700";
const HIGHEST_RATE = 1_000_000n;

/** Throws `WrongSettings` with one line for each thing that is wrong. */
export function readImportArguments({ values, positionals }: ParsedArguments): ImportArguments {
  const problems: string[] = [];
  const [file = "", ...more] = positionals;
  if (file === "") problems.push("no file is named: give one, such as deno task import online-retail.csv");
  if (more.length > 0) problems.push(`${positionals.length} files are named: import one after the other`);

  const via = WAYS.find((way) => way === (values.via ?? "kafka"));
  if (!via) problems.push(`--via is "${values.via}": expected ${WAYS.join(" or ")}`);

  const rateText = (values["rate-krw"] ?? DEFAULT_RATE).trim();
  const rate = parseDecimal(rateText);
  if (!rate || rate.digits <= 0n || rate.digits > HIGHEST_RATE * 10n ** BigInt(rate.scale)) {
    problems.push(
      `--rate-krw is "${rateText}": expected won for one pound, above 0 to ${HIGHEST_RATE}, such as 1700.5`,
    );
  }

  const rejects = values.rejects ?? file.replace(/(\.csv)?$/i, ".rejected.csv");
  if (file !== "" && resolve(rejects) === resolve(file)) {
    problems.push(`--rejects is the imported file itself: give another place`);
  }
  if (problems.length > 0 || !via || !rate) throw new WrongSettings(problems);
  return {
    file,
    via,
    rate,
    rateText,
    json: values.json ?? false,
    addDiffering: values["add-differing"] ?? false,
    rejects,
  };
}
