import { CsvError, parse } from "csv-parse/sync";
import { flattened } from "../../application/shared/iterators.ts";
import type { LineQueue } from "./line_queue.ts";
import type { TableRow } from "./table.ts";
import type { TextLine } from "./text_lines.ts";

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = typeof DELIMITERS[number];

const BLOCK = 500;
/** A quoted field of more lines is a quote that was never closed. */
const MAX_SPAN = 50;

export interface CsvLayout {
  readonly delimiter: Delimiter;
  /** Columns of the header. */
  readonly width: number;
  /** Undecodable bytes became U+FFFD: such a line is refused. */
  readonly encoding: string | null;
}

/**
 * A broken line costs no other line: a streaming parser would read an unclosed quote to the end of the file. A line
 * with an odd number of quotes is joined with the following ones until RFC 4180 makes one record of full width of
 * them; otherwise, or where a line in between looks like a record of its own, it is refused alone. csv-parse reads
 * each block strictly.
 */
export function readCsvRecords(queue: LineQueue, layout: CsvLayout): AsyncIterable<TableRow> {
  return flattened(readBlocks(queue, layout));
}

async function* readBlocks(queue: LineQueue, layout: CsvLayout): AsyncGenerator<readonly TableRow[]> {
  try {
    while (await queue.peek(0)) {
      const block = queue.takeWhile((line) => !line.cut && quotesIn(line) % 2 === 0, BLOCK);
      yield parseBlock(block.filter((line) => !isBlank(line, layout.delimiter)), layout);
      if (block.length > 0) continue;
      const first = (await queue.peek(0))!;
      const span = first.cut ? null : await spanOf(queue, layout);
      if (span) queue.take(span.lines.length);
      else queue.take(1);
      yield [
        span
          ? record(layout, span.lines, span.row)
          : faulty(layout, [first], first.cut ? "the line is longer than 1 MB" : oddQuote(first, layout)),
      ];
    }
  } finally {
    await queue.close();
  }
}

/** The lines from `from` on that make one record, without taking them; `null` at the end of the file. */
export async function peekCsvRow(
  queue: LineQueue,
  delimiter: Delimiter,
  from: number,
): Promise<{ readonly lines: readonly TextLine[]; readonly row: readonly string[] | null } | null> {
  const lines: TextLine[] = [];
  let quotes = 0;
  while (lines.length < MAX_SPAN) {
    const line = await queue.peek(from + lines.length);
    if (!line || line.cut) break;
    lines.push(line);
    quotes += quotesIn(line);
    if (quotes % 2 === 0) break;
  }
  if (lines.length === 0) return null;
  if (quotes % 2 === 1) return { lines: lines.slice(0, 1), row: null };
  const parsed = parseStrictly([text(lines)], delimiter);
  return { lines, row: "rows" in parsed ? parsed.rows[0]! : null };
}

/** Which makes the most columns of a line. */
export function delimiterOf(line: string): Delimiter {
  const unquoted = line.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

async function spanOf(queue: LineQueue, layout: CsvLayout) {
  const lines: TextLine[] = [];
  let quotes = 0;
  while (lines.length < MAX_SPAN) {
    const line = await queue.peek(lines.length);
    if (!line || line.cut) return null;
    if (lines.length > 0 && quotesIn(line) === 0 && looksLikeRecord(line.text, layout)) return null;
    lines.push(line);
    quotes += quotesIn(line);
    if (quotes % 2 === 1) continue;
    const parsed = parseStrictly([text(lines)], layout.delimiter);
    return "rows" in parsed && fitted(parsed.rows[0]!, layout.width) ? { lines, row: parsed.rows[0]! } : null;
  }
  return null;
}

/** Prose has a space after its commas, records have none. */
function looksLikeRecord(text: string, { delimiter, width }: CsvLayout): boolean {
  const fields = text.split(delimiter, width + 1);
  return fields.length === width && width > 1 && fields.every((field, index) => index === 0 || !field.startsWith(" "));
}

function parseBlock(block: readonly TextLine[], layout: CsvLayout): readonly TableRow[] {
  const quoted = block.filter(isQuoted).map(({ text }) => text);
  const whole = quoted.length === 0 ? null : parseStrictly(quoted, layout.delimiter);
  const rows: TableRow[] = [];
  let nth = 0;
  for (const line of block) {
    if (!isQuoted(line)) {
      rows.push(record(layout, [line], line.text.split(layout.delimiter)));
      continue;
    }
    const one = whole && "rows" in whole
      ? { rows: [whole.rows[nth++]!] }
      : parseStrictly([line.text], layout.delimiter);
    if ("fault" in one) rows.push(faulty(layout, [line], one.fault));
    else if (one.rows[0]!.some((field) => field.trim() !== "")) rows.push(record(layout, [line], one.rows[0]!));
  }
  return rows;
}

function isQuoted({ text }: TextLine): boolean {
  return text.includes('"');
}

function record(layout: CsvLayout, lines: readonly TextLine[], row: readonly string[]): TableRow {
  const raw = text(lines);
  const line = lines[0]!.number;
  if (layout.encoding !== null && raw.includes("\ufffd")) {
    return { line, raw, row, fault: `bytes that are no ${layout.encoding}; give --encoding if the file is in another` };
  }
  const fields = fitted(row, layout.width);
  if (fields) return { line, raw, row: fields };
  return { line, raw, row, fault: `${row.length} columns where the header has ${layout.width}` };
}

/** Spreadsheets write empty columns behind the last one. `null` when the width differs. */
function fitted(row: readonly string[], width: number): readonly string[] | null {
  if (row.length === width) return row;
  return row.length > width && row.slice(width).every((field) => field.trim() === "") ? row.slice(0, width) : null;
}

function faulty({ delimiter }: CsvLayout, lines: readonly TextLine[], fault: string): TableRow {
  const row = lines[0]!.text.split(delimiter).map((text) => text.replaceAll('"', ""));
  return { line: lines[0]!.number, raw: text(lines), row, fault };
}

function text(lines: readonly TextLine[]): string {
  return lines.length === 1 ? lines[0]!.text : lines.map(({ text }) => text).join("\n");
}

/** Nothing but spaces, delimiters and the zero bytes that Excel leaves at the end. */
export function isBlank({ text }: TextLine, delimiter: Delimiter): boolean {
  const first = text.charCodeAt(0);
  if (first > 32 && text[0] !== delimiter) return false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 32 && text[at] !== delimiter) return false;
  }
  return true;
}

const FAULTS: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE: "a quote inside a field that is not quoted: put the field in quotes, and double those in it",
  CSV_INVALID_CLOSING_QUOTE: "text after the closing quote of a field",
  CSV_QUOTE_NOT_CLOSED: "a quote that is never closed",
};

function parseStrictly(lines: readonly string[], delimiter: Delimiter): { rows: string[][] } | { fault: string } {
  try {
    const options = { record_delimiter: "\n", relax_column_count: true, delimiter };
    const rows: string[][] = parse(lines.join("\n"), options);
    return rows.length === lines.length ? { rows } : { fault: "a line break inside a field" };
  } catch (error) {
    if (error instanceof CsvError) return { fault: FAULTS[error.code] ?? error.message };
    throw error;
  }
}

/** Of a line that no following one completes. */
function oddQuote(line: TextLine, { delimiter }: CsvLayout): string {
  const parsed = parseStrictly([line.text], delimiter);
  return "fault" in parsed ? parsed.fault : FAULTS.CSV_QUOTE_NOT_CLOSED!;
}

function quotesIn({ text }: TextLine): number {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
  return quotes;
}
