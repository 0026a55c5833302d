import { CommandFailed } from "../../application/shared/fault.ts";
import { CsvLayout, type CsvRecord, parseStrictly, readCsvRecords } from "./csv_records.ts";
import { LineQueue } from "./line_queue.ts";
import { type TextLine, textLines } from "./text_lines.ts";

export interface CsvTable<Column extends string> {
  /** Below the header, blank ones included; `null` for a pipe. */
  readonly lines: number | null;
  /** May be read once, without blank lines. Ending the loop closes the file. */
  readonly records: AsyncIterable<CsvRecord<Column>>;
  close(): Promise<void>;
}

export class UnusableFile extends CommandFailed {
  override readonly name = "UnusableFile";

  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`Cannot read ${path}: ${reason}`, options);
  }
}

/** The named columns may be in any order and among others. Throws `UnusableFile` without a file, header or column. */
export async function openCsvLines<Column extends string>(
  path: string,
  columns: readonly Column[],
): Promise<CsvTable<Column>> {
  const { file, lines } = await openFile(path);
  const queue = new LineQueue(textLines(file.readable));
  try {
    let header = await queue.peek(0);
    while (header?.text.trim() === "") {
      queue.take(1);
      header = await queue.peek(0);
    }
    if (!header) throw new UnusableFile(path, "the file is empty");
    queue.take(1);
    const found = headerOf(path, header);
    const missing = columns.filter((column) => !found.includes(column));
    if (missing.length > 0) {
      const named = missing.length === 1 ? `the column ${missing[0]} is` : `the columns ${missing.join(", ")} are`;
      throw new UnusableFile(path, `${named} missing; the first line has ${found.join(", ")}`);
    }
    const positions = columns.map((column) => [column, found.indexOf(column)] as const);
    return {
      lines: lines === null ? null : Math.max(0, lines - header.number),
      records: readCsvRecords(queue, new CsvLayout(positions, found.length)),
      close: () => queue.close(),
    };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

async function openFile(path: string): Promise<{ file: Deno.FsFile; lines: number | null }> {
  try {
    const { isDirectory, isFile } = await Deno.stat(path);
    if (isDirectory) throw new UnusableFile(path, "it is a directory; name a CSV file in it");
    return { lines: isFile ? await countLines(path) : null, file: await Deno.open(path) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) throw new UnusableFile(path, "there is no such file", { cause: error });
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new UnusableFile(path, "this user may not read it", { cause: error });
    }
    throw error;
  }
}

async function countLines(path: string): Promise<number> {
  let lines = 0;
  let last = 10;
  for await (const chunk of (await Deno.open(path)).readable) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
    last = chunk.at(-1) ?? last;
  }
  return last === 10 ? lines : lines + 1;
}

function headerOf(path: string, { text, cut }: TextLine): string[] {
  if (text.startsWith("PK\u0003\u0004")) {
    throw new UnusableFile(path, "it is a spreadsheet (xlsx); save it as CSV first");
  }
  if (text.includes("\0")) throw new UnusableFile(path, "it is no UTF-8 or Latin-1 text; save it as CSV UTF-8 first");
  const header = cut ? null : parseStrictly([text]);
  if (!header || "fault" in header) throw new UnusableFile(path, "the first line is no CSV header");
  return header.rows[0]!.map((name) => name.trim());
}
