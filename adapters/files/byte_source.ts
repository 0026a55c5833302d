import { type EntryInfo, FileZip } from "./file_zip.ts";
import { UnusableFile } from "./unusable_file.ts";
import { wholeOrDamaged } from "./whole_or_damaged.ts";

interface Named {
  /** The path, and of an archive the file in it. */
  readonly name: string;
  readonly packing: "gzip" | "zip" | null;
}

export interface TextSource extends Named {
  readonly kind: "text";
  /** A pipe is read once. */
  readonly reopens: boolean;
  open(): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
}

export interface WorkbookSource extends Named {
  readonly kind: "workbook";
  openZip(): Promise<FileZip>;
}

const ZIP = [0x50, 0x4b, 3, 4] as const;
const DATA_FILE = /\.(csv|tsv|tab|txt|xlsx)$/i;
/** Of an archive's inner workbook, which is read in memory. */
const MAX_INNER_WORKBOOK = 200 * 1024 * 1024;

/**
 * A plain file, gzip, a zip with one data file, or a pipe. Throws `UnusableFile`.
 *
 * @param entry of a zip with several, as {@link dataFilesIn} names it
 */
export async function openByteSource(
  path: string,
  entry: string | null = null,
): Promise<TextSource | WorkbookSource> {
  const { isDirectory, isFile } = await stat(path);
  if (isDirectory) throw new UnusableFile(path, "it is a directory; name a file in it");
  if (!isFile) return await pipe(path);
  const begins = await firstBytes(path);
  if (startsWith(begins, 0xd0, 0xcf, 0x11, 0xe0)) {
    throw new UnusableFile(
      path,
      "it is a workbook of Excel 97 (.xls), or has a password; save it as .xlsx or CSV without one",
    );
  }
  if (startsWith(begins, 0x1f, 0x8b)) return gzip(path);
  if (startsWith(begins, ...ZIP)) return await zip(path, entry);
  return textSource(path, null, async () => (await Deno.open(path)).readable);
}

/** Names of the tables in a zip; none of what is no zip, or a workbook. Throws `UnusableFile`. */
export async function dataFilesIn(path: string): Promise<readonly string[]> {
  const { isFile } = await stat(path);
  if (!isFile || !startsWith(await firstBytes(path), ...ZIP)) return [];
  const archive = await FileZip.open(path);
  try {
    return archive.entry("xl/workbook.xml") ? [] : dataFiles(archive.entries).map(({ name }) => name);
  } finally {
    archive.close();
  }
}

async function stat(path: string): Promise<Deno.FileInfo> {
  try {
    const info = await Deno.stat(path);
    if (!info.isDirectory) (await Deno.open(path)).close();
    return info;
  } catch (cause) {
    if (cause instanceof Deno.errors.NotFound) throw new UnusableFile(path, "there is no such file", { cause });
    if (cause instanceof Deno.errors.PermissionDenied) {
      throw new UnusableFile(path, "this user may not read it", { cause });
    }
    throw cause;
  }
}

function textSource(name: string, packing: Named["packing"], open: TextSource["open"]): TextSource {
  return { kind: "text", name, packing, reopens: true, open };
}

function gzip(path: string): TextSource {
  const open = async () => {
    const file = await Deno.open(path);
    const { size } = await file.stat();
    return wholeOrDamaged(path, file.readable.pipeThrough(new DecompressionStream("gzip")), size);
  };
  return textSource(path, "gzip", open);
}

async function zip(path: string, wanted: string | null): Promise<TextSource | WorkbookSource> {
  const archive = await FileZip.open(path);
  try {
    if (archive.entry("xl/workbook.xml")) {
      return { kind: "workbook", name: path, packing: null, openZip: () => FileZip.open(path) };
    }
    const entry = archive.entry(wanted ?? "") ?? soleDataFile(path, archive.entries);
    if (entry.encrypted) throw new UnusableFile(path, `${entry.name} is encrypted; unpack it first`);
    const name = `${path}: ${entry.name}`;
    if (/\.xlsx$/i.test(entry.name)) {
      if (entry.size > MAX_INNER_WORKBOOK) throw new UnusableFile(path, `${entry.name} is too large; unpack it first`);
      const bytes = await new Response(archive.read(entry.name)).bytes();
      return { kind: "workbook", name, packing: "zip", openZip: () => FileZip.of(bytes, name) };
    }
    return textSource(name, "zip", async () => {
      const opened = await FileZip.open(path);
      return opened.read(entry.name, () => opened.close());
    });
  } finally {
    archive.close();
  }
}

function soleDataFile(path: string, entries: readonly EntryInfo[]): EntryInfo {
  const files = dataFiles(entries);
  const [first, ...more] = files;
  const names = entries.map(({ name }) => name).slice(0, 10).join(", ");
  if (!first) throw new UnusableFile(path, `the archive has no CSV or XLSX file, but ${names || "nothing"}`);
  if (more.length > 0) {
    throw new UnusableFile(path, `the archive has ${files.length} files (${names}); unpack it and name one of them`);
  }
  return first;
}

/** A text beside tables is a notice. */
function dataFiles(entries: readonly EntryInfo[]): readonly EntryInfo[] {
  // macOS adds "__MACOSX/._orders.csv".
  const files = entries.filter(({ name }) => DATA_FILE.test(name) && !/(^|\/)(__MACOSX\/|\.)/.test(name));
  const tables = files.filter(({ name }) => !/\.txt$/i.test(name));
  return tables.length > 0 ? tables : files;
}

async function pipe(path: string): Promise<TextSource> {
  const reader = (await Deno.open(path)).readable.getReader();
  const { value: first = new Uint8Array() } = await reader.read();
  if (startsWith(first, ...ZIP)) throw new UnusableFile(path, "an archive can't be read from a pipe");
  const whole = new ReadableStream<Uint8Array<ArrayBuffer>>({
    start: (controller) => controller.enqueue(first),
    pull: async (controller) => {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const packed = startsWith(first, 0x1f, 0x8b);
  const open = () =>
    Promise.resolve(packed ? wholeOrDamaged(path, whole.pipeThrough(new DecompressionStream("gzip")), null) : whole);
  return { ...textSource(path, packed ? "gzip" : null, open), reopens: false };
}

async function firstBytes(path: string): Promise<Uint8Array> {
  using file = await Deno.open(path);
  const bytes = new Uint8Array(8);
  return bytes.subarray(0, await file.read(bytes) ?? 0);
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}
