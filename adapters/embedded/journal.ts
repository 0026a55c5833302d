import { CommandFailed } from "../../application/shared/fault.ts";
import { Buffer } from "node:buffer";
import type { StoredRecord } from "../../application/shared/log.ts";

interface Line {
  t: string;
  p: number;
  o: number;
  k: string | null;
  /** base64 */
  v: string | null;
  h: Readonly<Record<string, string>>;
  a: number;
}

/** Above it the file is compacted to what the log still retains. */
const COMPACT_AFTER_BYTES = 64 * 1024 * 1024;

interface JournalOptions {
  readonly compactAfterBytes?: number;
}

interface Sheet {
  readonly file: Deno.FsFile;
  bytes: number;
}

/** Survives `kill -9`. Group commit: appends during a write share the next fsync; the file never has a gap. */
export class Journal {
  readonly #path: string;
  readonly #compactAfter: number;
  #sheet: Sheet;
  /** Grows with the retained records, so that a large file is not compacted at every append. */
  #compactAt: number;
  #snapshot: (() => readonly StoredRecord[]) | undefined;
  #unwritten = "";
  #waiting: PromiseWithResolvers<void> | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, sheet: Sheet, { compactAfterBytes = COMPACT_AFTER_BYTES }: JournalOptions) {
    this.#path = path;
    this.#sheet = sheet;
    this.#compactAfter = this.#compactAt = compactAfterBytes;
  }

  /** Drops a partial last line, which was never acknowledged. */
  static async open(
    path: string,
    options: JournalOptions = {},
  ): Promise<{ journal: Journal; records: StoredRecord[] }> {
    const text = await readIfThere(path);
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const records = whole.split("\n").slice(0, -1).map((line, index) => fromLine(parseLine(path, line, index + 1)));
    const file = await Deno.open(path, { create: true, write: true, mode: 0o600 });
    const sheet = { file, bytes: Buffer.byteLength(whole) };
    await backToWholeLines(sheet);
    return { journal: new Journal(path, sheet, options), records };
  }

  /** Compacts to `snapshot`, now and whenever the file has grown too large. */
  async keepOnly(snapshot: () => readonly StoredRecord[]): Promise<void> {
    this.#snapshot = snapshot;
    await this.compact();
  }

  /** To the snapshot of `keepOnly`: what it leaves out is in the file no more, nor comes back by an earlier failed write. */
  compact(): Promise<void> {
    return this.#next(() => this.#compact());
  }

  /** Resolves when these and all earlier records are on disk. */
  append(records: readonly StoredRecord[]): Promise<void> {
    this.#unwritten += linesOf(records);
    if (!this.#waiting) {
      const waiting = this.#waiting = Promise.withResolvers<void>();
      this.#next(() => this.#write()).then(waiting.resolve, waiting.reject);
    }
    return this.#waiting.promise;
  }

  async close(): Promise<void> {
    await this.#writing;
    this.#sheet.file.close();
  }

  #next(work: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(work);
    this.#writing = done.catch(() => {});
    return done;
  }

  async #write(): Promise<void> {
    this.#waiting = undefined;
    const lines = this.#unwritten;
    if (lines === "") return;
    this.#unwritten = "";
    try {
      await append(this.#sheet, lines);
    } catch (error) {
      this.#unwritten = lines + this.#unwritten;
      throw error;
    }
    // The lines are on disk; a failed compaction is retried later.
    if (this.#sheet.bytes > this.#compactAt) await this.#compact().catch(() => {});
  }

  async #compact(): Promise<void> {
    const fresh = `${this.#path}.new`;
    const file = await Deno.open(fresh, { create: true, write: true, truncate: true, mode: 0o600 });
    const sheet = { file, bytes: 0 };
    // The snapshot has whatever was handed over until now.
    const due = this.#unwritten;
    this.#unwritten = "";
    try {
      await append(sheet, linesOf(this.#snapshot?.() ?? []));
      await Deno.rename(fresh, this.#path);
    } catch (error) {
      this.#unwritten = due + this.#unwritten;
      file.close();
      throw error;
    }
    this.#sheet.file.close();
    this.#sheet = sheet;
    this.#compactAt = Math.max(this.#compactAfter, 2 * sheet.bytes);
  }
}

async function append(sheet: Sheet, lines: string): Promise<void> {
  const bytes = Buffer.from(lines);
  try {
    for (let written = 0; written < bytes.length;) written += await sheet.file.write(bytes.subarray(written));
    await sheet.file.syncData();
  } catch (error) {
    await backToWholeLines(sheet).catch(() => {});
    throw error;
  }
  sheet.bytes += bytes.length;
}

async function backToWholeLines({ file, bytes }: Sheet): Promise<void> {
  await file.truncate(bytes);
  await file.seek(bytes, Deno.SeekMode.Start);
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

function parseLine(path: string, line: string, number: number): Line {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new CommandFailed(`Cannot read ${path}: line ${number} is damaged`, { cause });
  }
}

function linesOf(records: readonly StoredRecord[]): string {
  return records.map((record) => JSON.stringify(toLine(record)) + "\n").join("");
}

function toLine({ topic, partition, offset, key, value, headers, at }: StoredRecord): Line {
  const v = value && Buffer.from(value).toString("base64");
  return { t: topic, p: partition, o: offset, k: key, v, h: headers, a: at.getTime() };
}

function fromLine({ t, p, o, k, v, h, a }: Line): StoredRecord {
  const value = v === null ? null : new Uint8Array(Buffer.from(v, "base64"));
  return { topic: t, partition: p, offset: o, key: k, value, headers: h, at: new Date(a) };
}
