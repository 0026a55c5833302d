import { replayed } from "../../application/shared/iterators.ts";
import type { TextSource } from "./byte_source.ts";
import { type Delimiter, delimiterOf, isBlank, peekCsvRow, readCsvRecords } from "./csv_records.ts";
import { LineQueue } from "./line_queue.ts";
import { MAX_ABOVE_HEADER, type Table, type TableOptions } from "./table.ts";
import { textLines } from "./text_lines.ts";
import { encodingTitle } from "./text_encoding.ts";
import { surveyBeginning, surveyText, type TextShape } from "./text_survey.ts";
import { UnusableFile } from "./unusable_file.ts";

export async function openCsvTable(source: TextSource, options: TableOptions): Promise<Table> {
  const { shape, bytes } = await survey(source, options.encoding ?? null);
  const queue = new LineQueue(textLines(bytes, shape));
  try {
    const { delimiter, row, end } = await headerOf(source.name, queue, options.isHeader ?? (() => true));
    const header = row.map((name) => name.trim());
    return {
      shape: { name: source.name, packing: source.packing, encoding: shape.encoding, delimiter, sheets: null },
      header,
      lines: shape.lines === null ? null : Math.max(0, shape.lines - end),
      reopens: source.reopens,
      rows: readCsvRecords(queue, {
        delimiter,
        width: row.length,
        encoding: shape.clean ? null : encodingTitle(shape.encoding),
      }),
      close: () => queue.close(),
    };
  } catch (error) {
    await queue.close();
    throw error;
  }
}

async function survey(
  source: TextSource,
  given: string | null,
): Promise<{ shape: TextShape; bytes: AsyncIterable<Uint8Array> }> {
  if (source.reopens) return { shape: await surveyText(() => source.open(), given), bytes: await source.open() };
  const chunks = (await source.open())[Symbol.asyncIterator]();
  const first = await chunks.next();
  const beginning = first.done ? new Uint8Array() : first.value;
  return {
    shape: surveyBeginning(beginning, given),
    bytes: replayed([beginning], chunks),
  };
}

interface Header {
  readonly delimiter: Delimiter;
  readonly row: readonly string[];
  /** Lines down to its end. */
  readonly end: number;
}

/** Takes the header and what is above it. */
async function headerOf(
  name: string,
  queue: LineQueue,
  isHeader: (row: readonly string[]) => boolean,
): Promise<Header> {
  let first: Header | null = null;
  let chosen: Header | null = null;
  for (let at = 0, rows = 0; rows < MAX_ABOVE_HEADER && !chosen;) {
    const line = await queue.peek(at);
    if (!line) break;
    const delimiter = delimiterOf(line.text);
    const found = isBlank(line, delimiter) ? null : await peekCsvRow(queue, delimiter, at);
    at += found?.lines.length || 1;
    if (!found || SEPARATOR_LINE.test(line.text)) continue;
    rows++;
    if (!found.row) {
      if (rows === 1) throw new UnusableFile(name, whatItIs(line.text) ?? "the first line is no CSV header");
      continue;
    }
    const header = { delimiter, row: found.row, end: at };
    first ??= header;
    if (isHeader(found.row.map((field) => field.trim()))) chosen = header;
  }
  const header = chosen ?? first;
  if (!header) throw new UnusableFile(name, "the file is empty");
  const wrong = whatItIs(header.row.join(","));
  if (wrong) throw new UnusableFile(name, wrong);
  queue.take(header.end);
  return header;
}

/** Excel's own way to name the delimiter. */
const SEPARATOR_LINE = /^"?sep=.?"?$/i;

/** What is no table, but was given a table's name. */
function whatItIs(beginning: string): string | null {
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(beginning)) {
    return "it is an HTML or XML page, whatever its name says; open it in a spreadsheet and save it as XLSX or CSV";
  }
  if (/^\s*[{[]\s*["{[]/.test(beginning)) return "it is JSON; expected a table such as CSV or XLSX";
  if (beginning.startsWith("%PDF")) return "it is a PDF; expected a table such as CSV or XLSX";
  return beginning.includes("\0") ? "it is no text; expected a table such as CSV or XLSX, or give --encoding" : null;
}
