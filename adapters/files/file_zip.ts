import {
  configure,
  type Entry,
  type FileEntry,
  type GetEntriesOptions,
  Reader,
  Uint8ArrayReader,
  ZipReader,
} from "@zip.js/zip.js";
import { damaged, wholeOrDamaged } from "./whole_or_damaged.ts";

export interface EntryInfo {
  readonly name: string;
  readonly size: number;
  readonly encrypted: boolean;
}

// Bytes that are inflated at once, a thousandfold at most, before the entry's size is checked.
configure({ useWebWorkers: false, chunkSize: 16_384 });

/** One by one, so that an archive of too many can be left early. */
export function zipEntries(reader: Reader<unknown>, options?: GetEntriesOptions): AsyncIterable<Entry> {
  return new ZipReader(reader).getEntriesGenerator(options);
}

/** A zip archive whose entries are read as streams, one at a time, at flat memory. */
export class FileZip {
  readonly entries: readonly EntryInfo[];
  readonly #entries: readonly FileEntry[];
  readonly #name: string;
  readonly #close: () => void;

  private constructor(name: string, entries: readonly FileEntry[], close: () => void) {
    this.#name = name;
    this.#entries = entries;
    this.#close = close;
    this.entries = entries.map(({ filename, uncompressedSize, encrypted }) => ({
      name: filename,
      size: uncompressedSize,
      encrypted,
    }));
  }

  /** Throws `UnusableFile` for what is no whole archive. */
  static async open(path: string): Promise<FileZip> {
    const file = await Deno.open(path);
    return await FileZip.#read(path, new SeekingReader(file), () => file.close());
  }

  static async of(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<FileZip> {
    return await FileZip.#read(name, new Uint8ArrayReader(bytes), () => {});
  }

  static async #read(name: string, reader: Reader<unknown>, close: () => void): Promise<FileZip> {
    try {
      const entries = await Array.fromAsync(zipEntries(reader));
      return new FileZip(name, entries.filter(isFile), close);
    } catch (cause) {
      close();
      throw damaged(name, cause);
    }
  }

  entry(name: string): EntryInfo | undefined {
    return this.entries.find((entry) => entry.name === name);
  }

  /** The stream of a damaged entry fails with `UnusableFile`. @param onEnd called once, also when the reader stops early */
  read(name: string, onEnd: () => void = () => {}): ReadableStream<Uint8Array<ArrayBuffer>> {
    const entry = this.#entries.find(({ filename }) => filename === name)!;
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    entry.getData(writable).catch((error) => writable.abort(error).catch(() => {})).finally(onEnd);
    return wholeOrDamaged(this.#name, readable, entry.compressedSize);
  }

  close(): void {
    this.#close();
  }
}

export function isFile(entry: Entry): entry is FileEntry {
  return !entry.directory;
}

class SeekingReader extends Reader<Deno.FsFile> {
  readonly #file: Deno.FsFile;

  constructor(file: Deno.FsFile) {
    super(file);
    this.#file = file;
  }

  override async init(): Promise<void> {
    await super.init?.();
    this.size = this.#file.statSync().size;
  }

  /** Synchronous, so that no other read moves the file's position in between. */
  override readUint8Array(index: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(Math.max(0, Math.min(length, this.size - index)));
    this.#file.seekSync(index, Deno.SeekMode.Start);
    let filled = 0;
    while (filled < bytes.length) {
      const read = this.#file.readSync(bytes.subarray(filled));
      if (read === null) break;
      filled += read;
    }
    return Promise.resolve(bytes.subarray(0, filled));
  }
}
