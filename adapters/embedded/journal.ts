import { Buffer } from "node:buffer";
import type { StoredRecord } from "../../application/shared/log.ts";

/** A record as one line of the file. */
interface Line {
  t: string;
  p: number;
  o: number;
  k: string | null;
  /** base64, since a value is bytes. */
  v: string | null;
  h: Readonly<Record<string, string>>;
  a: number;
}

/** How large the file may grow before it is written anew with only what the log still keeps. */
const COMPACT_AFTER_BYTES = 64 * 1024 * 1024;

/**
 * Keeps what the in-process log has acknowledged in a file, so that it survives `kill -9`.
 *
 * Appends that come while one is being written share the next write and its fsync (group commit).
 */
export class Journal {
  readonly #path: string;
  #file: Deno.FsFile;
  #bytes: number;
  #snapshot: (() => readonly StoredRecord[]) | undefined;
  #waiting: { lines: string; done: PromiseWithResolvers<void> } | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(path: string, file: Deno.FsFile, bytes: number) {
    this.#path = path;
    this.#file = file;
    this.#bytes = bytes;
  }

  /** Opens or makes the file and gives what it holds. A half-written last line, never acknowledged, is dropped. */
  static async open(path: string): Promise<{ journal: Journal; records: StoredRecord[] }> {
    const text = await Deno.readTextFile(path).catch(() => "");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    const records = whole.split("\n").filter(Boolean).map((line) => fromLine(JSON.parse(line)));
    const file = await Deno.open(path, { create: true, write: true, mode: 0o600 });
    const bytes = Buffer.byteLength(whole);
    await file.truncate(bytes);
    await file.seek(0, Deno.SeekMode.End);
    return { journal: new Journal(path, file, bytes), records };
  }

  /** Writes the file anew with what `snapshot` gives, now and whenever it has grown too large. */
  async keepOnly(snapshot: () => readonly StoredRecord[]): Promise<void> {
    this.#snapshot = snapshot;
    await (this.#writing = this.#writing.then(() => this.#compact()));
  }

  append(records: readonly StoredRecord[]): Promise<void> {
    if (!this.#waiting) {
      this.#waiting = { lines: "", done: Promise.withResolvers() };
      this.#writing = this.#writing.then(() => this.#write());
    }
    this.#waiting.lines += linesOf(records);
    return this.#waiting.done.promise;
  }

  async close(): Promise<void> {
    await this.#writing;
    this.#file.close();
  }

  async #write(): Promise<void> {
    const { lines, done } = this.#waiting!;
    this.#waiting = undefined;
    try {
      await this.#append(lines);
      done.resolve();
    } catch (error) {
      done.reject(error);
    }
    if (this.#bytes > COMPACT_AFTER_BYTES) await this.#compact();
  }

  /** In a file beside, which then takes the place of the old one in a single step. */
  async #compact(): Promise<void> {
    const fresh = `${this.#path}.new`;
    const old = this.#file;
    this.#file = await Deno.open(fresh, { create: true, write: true, truncate: true, mode: 0o600 });
    this.#bytes = 0;
    await this.#append(linesOf(this.#snapshot?.() ?? []));
    await Deno.rename(fresh, this.#path);
    old.close();
  }

  async #append(lines: string): Promise<void> {
    const bytes = Buffer.from(lines);
    for (let written = 0; written < bytes.length;) written += await this.#file.write(bytes.subarray(written));
    await this.#file.syncData();
    this.#bytes += bytes.length;
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
