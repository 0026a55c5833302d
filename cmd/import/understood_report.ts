import { NO_CURRENCY, type Understood } from "../../adapters/files/orders/order_file.ts";
import { encodingTitle } from "../../adapters/files/text_encoding.ts";
import type { Rates } from "../../application/commerce/import/sold_line.ts";
import { rateText } from "../../adapters/files/orders/rates.ts";

const DELIMITERS: Readonly<Record<string, string>> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" };
const MOST_NAMED = 12;

/** How a file was understood, with what changes it. */
export function understoodAsText(understood: Understood, rates: Rates): string {
  const { profile, shape, dates, decimal, zone, zoneFrom, unread, columns } = understood;
  const format = shape.encoding === null
    ? `XLSX, ${shape.sheets!.length === 1 ? "sheet" : "sheets"} ${shape.sheets!.join(", ")}`
    : `${encodingTitle(shape.encoding)}, ${DELIMITERS[shape.delimiter!]} between columns`;
  const rows: (readonly [string, string])[] = [
    ["recognised as", profile.title],
    [
      "text",
      `${shape.packing === null ? "" : `${shape.packing}, `}${format}${decimal === "," ? ", decimal comma" : ""}`,
    ],
    ["dates", dates === null ? "as each one says" : DATES[dates]],
    ["time zone", columns.has("zone") ? `of each line, or ${zone}` : `${zone}${WHY_ZONE[zoneFrom]}`],
    ["currency", currencies(understood, rates)],
    ["columns", [...understood.columns].map(([field, names]) => `${field}=${names.join("|")}`).join(", ")],
    ["not stored", unread.length === 0 ? "nothing" : named(unread)],
  ];
  return rows.map(([name, value]) => `  ${name.padEnd(14)}${value}`).join("\n");
}

const DATES = { mdy: "month first", dmy: "day first", ymd: "year first" } as const;

const WHY_ZONE: Readonly<Record<Understood["zoneFrom"], string>> = {
  given: "",
  profile: "",
  file: ", as names are Korean and prices whole (--time-zone changes it)",
  unknown: ", where a time has no offset (the export does not tell it: --time-zone)",
};

function currencies({ currencies, currencyFrom, currency }: Understood, rates: Rates): string {
  const each = currencies.map((name) => {
    const rate = rates.get(name);
    if (name === NO_CURRENCY) return "not told";
    if (name === "KRW") return "KRW";
    return rate ? `${name} at ${rateText(rate)} won` : `${name}, without a rate`;
  });
  const told = currency === "KRW" ? "as its signs or names are Korean" : "by the file's own signs";
  const why = currencyFrom === "file" ? ` (${told}; --currency changes it)` : "";
  return `${each.join(", ")}${why}`;
}

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return names.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
