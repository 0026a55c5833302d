import { unzipSync } from "fflate";
import { Unreadable } from "./read_manual.ts";

/** Bytes that are unpacked in all: a document of a thousand pages has a tenth of it. */
const MOST_UNPACKED = 64_000_000;
const MOST_ENTRIES = 5_000;

/**
 * The wanted entries of an archive. What an entry says of its size is checked before anything is unpacked, and the
 * entry ends there whatever comes. Throws `Unreadable`.
 */
export function unzip(bytes: Uint8Array, isWanted: (name: string) => boolean): Map<string, Uint8Array> {
  let [entries, unpacked] = [0, 0];
  try {
    const files = unzipSync(bytes, {
      filter({ name, originalSize }) {
        if (++entries > MOST_ENTRIES) throw new Unreadable(`it has more than ${MOST_ENTRIES} parts`);
        if (!isWanted(name)) return false;
        unpacked += originalSize;
        if (unpacked > MOST_UNPACKED) throw new Unreadable(`it unpacks to more than ${MOST_UNPACKED / 1e6} MB`);
        return true;
      },
    });
    return new Map(Object.entries(files));
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable("it is no intact archive", { cause: error });
  }
}

const DECODER = new TextDecoder();

/** Refuses a document type: its entities can expand to any size. */
export function xmlOf(bytes: Uint8Array): string {
  const xml = DECODER.decode(bytes);
  if (xml.includes("<!DOCTYPE")) throw new Unreadable("it has a document type, which documents of its kind never have");
  return xml;
}
