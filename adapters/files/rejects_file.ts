import { stringify } from "csv-stringify/sync";
import type { RejectedLine, RejectedLines } from "../../application/commerce/ports/import.ts";
import { CommandFailed, reasonOf } from "../../application/shared/fault.ts";

const HEADER = "line,reason,raw\n";
const FLUSH_CHARACTERS = 65_536;

/** Made with the first line; without any, an earlier run's file is removed. Never touches a file of no import. */
export class RejectsFile implements RejectedLines {
  readonly #path: string;
  #file: Deno.FsFile | null = null;
  #buffer = "";

  constructor(path: string) {
    this.#path = path;
  }

  async add({ line, reason, raw }: RejectedLine): Promise<void> {
    this.#file ??= await this.#create();
    this.#buffer += stringify([[line, reason, raw]]);
    if (this.#buffer.length >= FLUSH_CHARACTERS) await this.#flush(this.#file);
  }

  /** The path, or `null` when nothing was rejected. */
  async close(): Promise<string | null> {
    if (this.#file === null) {
      if (await this.#begins() === HEADER) await Deno.remove(this.#path);
      return null;
    }
    await this.keep();
    return this.#path;
  }

  /** Instead of {@link close}, when the lines did not come to an end. */
  async keep(): Promise<void> {
    const file = this.#file;
    this.#file = null;
    try {
      if (file) await this.#flush(file);
    } finally {
      file?.close();
    }
  }

  async #create(): Promise<Deno.FsFile> {
    const beginning = await this.#begins();
    if (beginning !== null && beginning !== "" && beginning !== HEADER) {
      throw new CommandFailed(
        `Cannot write rejected lines to ${this.#path}: the file is there and holds something else`,
      );
    }
    try {
      const file = await Deno.open(this.#path, { write: true, create: true, truncate: true });
      this.#buffer = HEADER;
      return file;
    } catch (cause) {
      throw new CommandFailed(`Cannot write rejected lines to ${this.#path}: ${reasonOf(cause)}`, { cause });
    }
  }

  async #begins(): Promise<string | null> {
    try {
      using file = await Deno.open(this.#path);
      const bytes = new Uint8Array(HEADER.length);
      const length = await file.read(bytes) ?? 0;
      return new TextDecoder().decode(bytes.subarray(0, length));
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return null;
      throw new CommandFailed(`Cannot write rejected lines to ${this.#path}: ${reasonOf(error)}`, { cause: error });
    }
  }

  async #flush(file: Deno.FsFile): Promise<void> {
    const bytes = new TextEncoder().encode(this.#buffer);
    this.#buffer = "";
    for (let written = 0; written < bytes.length;) written += await file.write(bytes.subarray(written));
  }
}
