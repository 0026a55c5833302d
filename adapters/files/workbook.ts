import { SaxesParser } from "saxes";
import type { WorkbookSource } from "./byte_source.ts";
import type { FileZip } from "./file_zip.ts";
import { sheetRows } from "./sheet_rows.ts";
import { MAX_ABOVE_HEADER, type Table, type TableOptions, type TableRow } from "./table.ts";
import { UnusableFile } from "./unusable_file.ts";
import { readStyles } from "./workbook_styles.ts";
import { local, readXml } from "./xml_part.ts";

interface Sheet {
  readonly name: string;
  readonly path: string;
}

/**
 * XLSX (ECMA-376). Rows of all visible sheets with the first one's header, one after the other; only the shared texts
 * are kept in memory. Throws `UnusableFile`.
 */
export async function openWorkbook(source: WorkbookSource, { isHeader = () => true }: TableOptions): Promise<Table> {
  const zip = await source.openZip();
  try {
    const book = await readWorkbook(zip);
    const styles = await readStyles(zip, book.uses1904);
    const texts = await readSharedTexts(zip);
    const open = (sheet: Sheet) => sheetRows(zip.read(sheet.path), styles, texts);
    const first = await firstTable(source.name, book.sheets, open, isHeader);
    return {
      shape: {
        name: source.name,
        packing: source.packing,
        encoding: null,
        delimiter: null,
        sheets: book.sheets.slice(first.index).map(({ name }) => name),
      },
      header: first.header,
      lines: null,
      reopens: true,
      rows: rowsOf(first, book.sheets.slice(first.index + 1), open, () => zip.close()),
      close: async () => {
        await first.rows.return(undefined);
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

interface FirstTable {
  readonly index: number;
  readonly header: readonly string[];
  readonly rows: AsyncGenerator<TableRow>;
}

async function firstTable(
  name: string,
  sheets: readonly Sheet[],
  open: (sheet: Sheet) => AsyncGenerator<TableRow>,
  isHeader: (row: readonly string[]) => boolean,
): Promise<FirstTable> {
  let fallback: readonly string[] | null = null;
  for (const [index, sheet] of sheets.entries()) {
    const rows = open(sheet);
    for (let seen = 0; seen < MAX_ABOVE_HEADER; seen++) {
      const { done, value } = await rows.next();
      if (done) break;
      const header = trimmed(value.row);
      fallback ??= header;
      if (isHeader(header)) return { index, header, rows };
    }
    await rows.return(undefined);
  }
  if (!fallback) throw new UnusableFile(name, "the workbook is empty");
  return { index: 0, header: fallback, rows: empty() };
}

async function* empty(): AsyncGenerator<TableRow> {}

async function* rowsOf(
  first: FirstTable,
  more: readonly Sheet[],
  open: (sheet: Sheet) => AsyncGenerator<TableRow>,
  onEnd: () => void,
): AsyncGenerator<TableRow> {
  const width = first.header.length;
  try {
    yield* fitted(first.rows, width);
    for (const sheet of more) {
      const rows = open(sheet);
      const { done, value } = await rows.next();
      const isSame = !done && trimmed(value.row).join("\n") === first.header.join("\n");
      if (isSame) yield* fitted(rows, width);
      else await rows.return(undefined);
    }
  } finally {
    onEnd();
  }
}

/** A row ends with its last cell that has something in it. */
async function* fitted(rows: AsyncIterable<TableRow>, width: number): AsyncGenerator<TableRow> {
  for await (const { line, raw, row } of rows) {
    if (row.length <= width) yield { line, raw, row: [...row, ...Array<string>(width - row.length).fill("")] };
    else if (row.slice(width).every((cell) => cell.trim() === "")) yield { line, raw, row: row.slice(0, width) };
    else yield { line, raw, row, fault: `${row.length} columns where the header has ${width}` };
  }
}

function trimmed(row: readonly string[]): readonly string[] {
  return row.map((cell) => cell.trim());
}

async function readWorkbook(zip: FileZip): Promise<{ sheets: readonly Sheet[]; uses1904: boolean }> {
  const targets = new Map<string, string>();
  await readXml(zip, "xl/_rels/workbook.xml.rels", (name, attributes) => {
    if (name !== "Relationship") return;
    const target = attributes.Target!;
    targets.set(attributes.Id!, target.startsWith("/") ? target.slice(1) : `xl/${target}`);
  });
  const sheets: Sheet[] = [];
  let uses1904 = false;
  await readXml(zip, "xl/workbook.xml", (name, attributes) => {
    if (name === "workbookPr") uses1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
    if (name !== "sheet" || (attributes.state ?? "visible") !== "visible") return;
    const path = targets.get(attributes["r:id"] ?? attributes.id ?? "");
    if (path && zip.entry(path)) sheets.push({ name: attributes.name ?? "", path });
  });
  return { sheets, uses1904 };
}

/** Formatted texts come in runs; phonetic ones are left out. */
async function readSharedTexts(zip: FileZip): Promise<readonly string[]> {
  const texts: string[] = [];
  if (!zip.entry("xl/sharedStrings.xml")) return texts;
  const parser = new SaxesParser();
  let text = "";
  let reading = false;
  let phonetic = 0;
  parser.on("opentag", ({ name }) => {
    if (local(name) === "si") text = "";
    if (local(name) === "rPh") phonetic++;
    reading = local(name) === "t" && phonetic === 0;
  });
  parser.on("text", (part) => void (reading && (text += part)));
  parser.on("closetag", ({ name }) => {
    reading = false;
    if (local(name) === "rPh") phonetic--;
    if (local(name) === "si") texts.push(text);
  });
  for await (const part of zip.read("xl/sharedStrings.xml").pipeThrough(new TextDecoderStream())) parser.write(part);
  parser.close();
  return texts;
}
