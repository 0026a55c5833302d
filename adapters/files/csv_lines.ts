import { openTable } from "./open_table.ts";
import type { TableRow } from "./table.ts";
import { UnusableFile } from "./unusable_file.ts";

/** With a `fault`, `fields` holds only what could be made out. */
export type CsvRecord<Column extends string> =
  | { readonly line: number; readonly raw: string; readonly fields: Readonly<Record<Column, string>> }
  | {
    readonly line: number;
    readonly raw: string;
    readonly fault: string;
    readonly fields: Partial<Record<Column, string>>;
  };

export interface CsvTable<Column extends string> {
  /** Below the header, blank ones included; `null` for a pipe. */
  readonly lines: number | null;
  /** May be read once, without blank lines. Ending the loop closes the file. */
  readonly records: AsyncIterable<CsvRecord<Column>>;
  close(): Promise<void>;
}

/** The named columns may be in any order and among others. Throws `UnusableFile` without a file, header or column. */
export async function openCsvLines<Column extends string>(
  path: string,
  columns: readonly Column[],
): Promise<CsvTable<Column>> {
  const table = await openTable(path, { isHeader: (row) => columns.every((column) => row.includes(column)) });
  try {
    checkHeader(path, table.header, columns);
  } catch (error) {
    await table.close();
    throw error;
  }
  const positions = columns.map((column) => [column, table.header.indexOf(column)] as const);
  return {
    lines: table.lines,
    records: recordsOf(table.rows, positions),
    close: () => table.close(),
  };
}

function checkHeader(path: string, header: readonly string[], columns: readonly string[]): void {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) {
    const named = missing.length === 1 ? `the column ${missing[0]} is` : `the columns ${missing.join(", ")} are`;
    throw new UnusableFile(path, `${named} missing; the first line has ${header.join(", ")}`);
  }
  const twice = columns.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
  if (twice) throw new UnusableFile(path, `the column ${twice} is there twice: which one counts?`);
}

async function* recordsOf<Column extends string>(
  rows: AsyncIterable<TableRow>,
  positions: readonly (readonly [Column, number])[],
): AsyncGenerator<CsvRecord<Column>> {
  for await (const { line, raw, row, fault } of rows) {
    const known = positions.filter(([, position]) => position < row.length);
    const fields = Object.fromEntries(known.map(([column, position]) => [column, row[position]!]));
    yield fault === undefined
      ? { line, raw, fields: fields as Record<Column, string> }
      : { line, raw, fault, fields: fields as Partial<Record<Column, string>> };
  }
}
