import { openByteSource } from "./byte_source.ts";
import { openCsvTable } from "./csv_table.ts";
import type { Table, TableOptions } from "./table.ts";
import { openWorkbook } from "./workbook.ts";

/** CSV with any usual delimiter, XLSX, gzip, a zip of one of them, or a pipe. Throws `UnusableFile`. */
export async function openTable(path: string, options: TableOptions = {}): Promise<Table> {
  const source = await openByteSource(path, options.entry ?? null);
  return source.kind === "workbook" ? await openWorkbook(source, options) : await openCsvTable(source, options);
}
