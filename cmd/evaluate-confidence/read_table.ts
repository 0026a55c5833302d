import { openCsvLines, UnusableFile } from "../../adapters/files/csv_lines.ts";
import type { CsvRecord } from "../../adapters/files/csv_records.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** The records of a CSV file that must have the columns. Throws `WrongSettings` naming the file and what is wrong with it. */
export async function* readTable<Column extends string>(
  path: string,
  columns: readonly Column[],
): AsyncGenerator<CsvRecord<Column>> {
  try {
    const table = await openCsvLines(path, columns);
    yield* table.records;
  } catch (error) {
    if (error instanceof UnusableFile) throw new WrongSettings([error.message]);
    throw error;
  }
}
