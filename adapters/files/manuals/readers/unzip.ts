import { type FileEntry, Uint8ArrayReader, Uint8ArrayWriter } from "@zip.js/zip.js";
import { isFile, zipEntries } from "../../file_zip.ts";
import { Unreadable } from "./read_manual.ts";

/** Bytes that are unpacked in all: a document of a thousand pages has a tenth of it. */
const MOST_UNPACKED = 64_000_000;
const MOST_ENTRIES = 5_000;

/**
 * The wanted entries of an archive. What an entry says of its size is checked before anything is unpacked; one that has
 * more is refused as soon as it does. Throws `Unreadable`.
 */
export async function unzip(
  bytes: Uint8Array<ArrayBuffer>,
  isWanted: (name: string) => boolean,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  try {
    for (const entry of await wantedEntries(bytes, isWanted)) {
      files.set(entry.filename, await entry.getData(new Uint8ArrayWriter()));
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("it is no intact archive", { cause: error });
  }
  return files;
}

async function wantedEntries(bytes: Uint8Array<ArrayBuffer>, isWanted: (name: string) => boolean) {
  const wanted: FileEntry[] = [];
  let [entries, unpacked] = [0, 0];
  // Writers of documents are careless with what else an archive says.
  for await (const entry of zipEntries(new Uint8ArrayReader(bytes), { strictness: "tolerant" })) {
    if (++entries > MOST_ENTRIES) throw new Unreadable(`it has more than ${MOST_ENTRIES} parts`);
    if (!isFile(entry) || !isWanted(entry.filename)) continue;
    unpacked += entry.uncompressedSize;
    if (unpacked > MOST_UNPACKED) throw new Unreadable(`it unpacks to more than ${MOST_UNPACKED / 1e6} MB`);
    wanted.push(entry);
  }
  return wanted;
}

const DECODER = new TextDecoder();

/** Refuses a document type: its entities can expand to any size. */
export function xmlOf(bytes: Uint8Array): string {
  const xml = DECODER.decode(bytes);
  if (xml.includes("<!DOCTYPE")) throw new Unreadable("it has a document type, which documents of its kind never have");
  return xml;
}
