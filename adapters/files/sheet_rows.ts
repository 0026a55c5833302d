import { SaxesParser } from "saxes";
import { DAY_MS } from "../../domain/shared/durations.ts";
import type { TableRow } from "./table.ts";
import type { WorkbookStyles } from "./workbook_styles.ts";
import { local } from "./xml_part.ts";

const MAX_COLUMNS = 16_384;

/** Rows of one sheet that have something in them. Dates as "2010-12-01 08:26:00", numbers as they are shown unformatted. */
export async function* sheetRows(
  xml: ReadableStream<Uint8Array<ArrayBuffer>>,
  styles: WorkbookStyles,
  texts: readonly string[],
): AsyncGenerator<TableRow> {
  const parser = new SaxesParser();
  let rows: TableRow[] = [];
  let line = 0;
  let row: string[] = [];
  let cell = { column: 0, type: "n", style: 0 };
  let text = "";
  let reading = false;
  parser.on("opentag", ({ name, attributes }) => {
    const tag = local(name);
    if (tag === "row") {
      line = Number(attributes.r ?? line + 1);
      row = [];
    } else if (tag === "c") {
      const column = attributes.r === undefined ? row.length : columnOf(String(attributes.r));
      cell = { column, type: String(attributes.t ?? "n"), style: Number(attributes.s ?? 0) };
      text = "";
    }
    reading = tag === "v" || tag === "t";
  });
  parser.on("text", (part) => void (reading && (text += part)));
  parser.on("closetag", ({ name }) => {
    reading = false;
    const tag = local(name);
    if (tag === "c" && text !== "" && cell.column < MAX_COLUMNS) {
      while (row.length < cell.column) row.push("");
      row[cell.column] = valueOf(cell, text, styles, texts);
    } else if (tag === "row" && row.some((value) => value.trim() !== "")) {
      rows.push({ line, raw: rawOf(row), row });
    }
  });
  for await (const part of xml.pipeThrough(new TextDecoderStream())) {
    parser.write(part);
    yield* rows;
    rows = [];
  }
  parser.close();
  yield* rows;
}

function valueOf(
  { type, style }: { readonly type: string; readonly style: number },
  text: string,
  styles: WorkbookStyles,
  texts: readonly string[],
): string {
  if (type === "s") return texts[Number(text)] ?? "";
  if (type === "b") return text === "1" ? "TRUE" : "FALSE";
  // ISO 8601, of strict workbooks.
  if (type !== "n") return text;
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  if (styles.isDate(style)) return dateOf(number, styles.epochDays);
  // Excel writes 2.5499999999999998 for 2.55. No exponent below 1e21.
  return Math.abs(number) >= 1e-6 || number === 0 ? String(number) : number.toFixed(20).replace(/0+$/, "");
}

/** Days of a serial number are exact, its time is rounded to the second. */
function dateOf(serial: number, epochDays: number): string {
  const at = new Date(Math.round((serial - epochDays) * DAY_MS / 1000) * 1000);
  return Number.isNaN(at.getTime()) ? String(serial) : at.toISOString().slice(0, 19).replace("T", " ");
}

/** "A1" is 0, "AB12" 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

/** As CSV would have it. */
function rawOf(row: readonly string[]): string {
  return row.map((value) => /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value).join(",");
}
