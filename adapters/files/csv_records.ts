import { CsvError, parse } from "csv-parse/sync";
import type { LineQueue } from "./line_queue.ts";
import type { TextLine } from "./text_lines.ts";

/** With a `fault`, `fields` holds only what could be made out. */
export type CsvRecord<Column extends string> =
  | { readonly line: number; readonly raw: string; readonly fields: Readonly<Record<Column, string>> }
  | {
    readonly line: number;
    readonly raw: string;
    readonly fault: string;
    readonly fields: Partial<Record<Column, string>>;
  };

const BLOCK = 500;
/** A quoted field of more lines is a quote that was never closed. */
const MAX_SPAN = 50;

export class CsvLayout<Column extends string> {
  constructor(readonly positions: readonly (readonly [Column, number])[], readonly width: number) {}

  standsAlone({ text }: TextLine): boolean {
    return text.split(",", this.width).length >= this.width;
  }

  record(lines: readonly TextLine[], row: readonly string[]): CsvRecord<Column> {
    if (row.length !== this.width) {
      return this.faulty(lines, `${row.length} columns where the header has ${this.width}`);
    }
    return { ...source(lines), fields: this.#fields(row) as Record<Column, string> };
  }

  faulty(lines: readonly TextLine[], fault: string): CsvRecord<Column> {
    const row = lines[0]!.text.split(",").map((text) => text.replaceAll('"', ""));
    return { ...source(lines), fault, fields: this.#fields(row) };
  }

  #fields(row: readonly string[]): Partial<Record<Column, string>> {
    const known = this.positions.filter(([, position]) => position < row.length);
    return Object.fromEntries(known.map(([column, position]) => [column, row[position]])) as Partial<
      Record<Column, string>
    >;
  }
}

function source(lines: readonly TextLine[]) {
  return { line: lines[0]!.number, raw: lines.map(({ text }) => text).join("\n") };
}

/**
 * A broken line costs no other line: a streaming parser would read an unclosed quote to the end of the file. A line
 * with an odd number of quotes is joined with the following ones only until they make a record, and never with a line
 * that has separators for all columns. In doubt a line is refused. csv-parse then reads each block strictly.
 */
export async function* readCsvRecords<Column extends string>(
  queue: LineQueue,
  layout: CsvLayout<Column>,
): AsyncGenerator<CsvRecord<Column>> {
  try {
    while (await queue.peek(0)) {
      const block = queue.takeWhile((line) => !line.cut && quotesIn(line) % 2 === 0, BLOCK);
      yield* parseBlock(block.filter(({ text }) => text.trim() !== ""), layout);
      if (block.length > 0) continue;
      const first = (await queue.peek(0))!;
      const span = first.cut ? null : await spanOf(queue, layout);
      if (span) queue.take(span.lines.length);
      else queue.take(1);
      yield span
        ? layout.record(span.lines, span.row)
        : layout.faulty([first], first.cut ? "the line is longer than 1 MB" : FAULTS.CSV_QUOTE_NOT_CLOSED!);
    }
  } finally {
    await queue.close();
  }
}

async function spanOf<Column extends string>(queue: LineQueue, layout: CsvLayout<Column>) {
  const lines: TextLine[] = [];
  let quotes = 0;
  while (lines.length < MAX_SPAN) {
    const line = await queue.peek(lines.length);
    if (!line || line.cut || layout.standsAlone(line)) return null;
    lines.push(line);
    quotes += quotesIn(line);
    if (quotes % 2 === 1) continue;
    const parsed = parseStrictly([source(lines).raw]);
    return "rows" in parsed && parsed.rows[0]!.length === layout.width ? { lines, row: parsed.rows[0]! } : null;
  }
  return null;
}

function* parseBlock<Column extends string>(
  block: readonly TextLine[],
  layout: CsvLayout<Column>,
): Generator<CsvRecord<Column>> {
  const whole = parseStrictly(block.map(({ text }) => text));
  for (const [index, line] of block.entries()) {
    const one = "rows" in whole ? { rows: [whole.rows[index]!] } : parseStrictly([line.text]);
    yield "rows" in one ? layout.record([line], one.rows[0]!) : layout.faulty([line], one.fault);
  }
}

const FAULTS: Readonly<Record<string, string>> = {
  INVALID_OPENING_QUOTE: "a quote inside a field that is not quoted",
  CSV_INVALID_CLOSING_QUOTE: "text after the closing quote of a field",
  CSV_QUOTE_NOT_CLOSED: "a quote that is never closed",
};

export function parseStrictly(lines: readonly string[]): { rows: string[][] } | { fault: string } {
  try {
    const rows: string[][] = parse(lines.join("\n"), { record_delimiter: "\n", relax_column_count: true });
    return rows.length === lines.length ? { rows } : { fault: "a line break inside a field" };
  } catch (error) {
    if (error instanceof CsvError) return { fault: FAULTS[error.code] ?? error.message };
    throw error;
  }
}

function quotesIn({ text }: TextLine): number {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes++;
  return quotes;
}
