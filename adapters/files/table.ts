/** With a `fault`, `row` is what could be made out. */
export interface TableRow {
  /** From 1 for the first line of the file. */
  readonly line: number;
  readonly raw: string;
  readonly row: readonly string[];
  readonly fault?: string;
}

export interface TableOptions {
  /** Which file of a zip with several. */
  readonly entry?: string | null;
  /** A label for `TextDecoder`, instead of finding out. */
  readonly encoding?: string | null;
  /** Titles and notices may stand above the header. Without one that fits, it is the first row. */
  readonly isHeader?: (row: readonly string[]) => boolean;
}

export interface TableShape {
  /** The path, and of an archive the file in it. */
  readonly name: string;
  readonly packing: "gzip" | "zip" | null;
  /** A label for `TextDecoder`; `null` for a workbook. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly string[] | null;
}

export interface Table {
  readonly shape: TableShape;
  readonly header: readonly string[];
  /** Below the header, blank ones included; `null` where that isn't known before the end. */
  readonly lines: number | null;
  /** A pipe is read once. */
  readonly reopens: boolean;
  /** May be read once, without blank rows. Ending the loop closes the file. */
  readonly rows: AsyncIterable<TableRow>;
  close(): Promise<void>;
}

/** How far down a header is looked for. */
export const MAX_ABOVE_HEADER = 20;
