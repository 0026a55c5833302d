import { type CsvRecord, openCsvLines } from "../../adapters/files/csv_lines.ts";
import { UnusableFile } from "../../adapters/files/unusable_file.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** Records of a CSV file. Throws `WrongSettings` with the file and the error if a column is missing. */
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
