import type { Field } from "../profiles/profile.ts";
import type { Columns } from "./recognise.ts";

const TOTAL =
  /^(grand\s?total|sub\s?total|totals?|sum|합\s?계|총\s?계|소\s?계|누\s?계|gesamt|summe|合\s?計|小\s?計):?$/i;
/** A line has one of each at least. */
const TELLING: readonly Field[] = ["date", "sku", "variant", "name"];

/** Rows that are no lines: the header again, where files were put together, and the totals that reports end with. */
export function noLineIn(header: readonly string[], columns: Columns): (row: readonly string[]) => boolean {
  const telling = TELLING.flatMap((field) => columns[field]);
  const order = columns.order[0] ?? 0;
  return (row) => {
    if (row[order]?.trim() === header[order]) {
      return row.every((cell, column) => cell.trim() === (header[column] ?? ""));
    }
    // Most rows end here.
    if (telling.some((column) => (row[column]?.trim() ?? "") !== "" && !TOTAL.test(row[column]!.trim()))) return false;
    return row.some((cell) => TOTAL.test(cell.trim()));
  };
}
