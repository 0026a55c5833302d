import { HighByteCount, unicodeEncoding } from "../../text_encoding.ts";
import { Unreadable } from "./read_manual.ts";

/** UTF-8, UTF-16, or else EUC-KR with the characters that Windows added, without a broken one. Throws `Unreadable`. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  const text = decoded(bytes, unicodeEncoding(bytes) ?? "utf-8") ?? koreanText(bytes);
  if (text === null) throw new Unreadable("it is neither UTF-8, UTF-16 nor EUC-KR");
  return text;
}

function koreanText(bytes: Uint8Array<ArrayBuffer>): string | null {
  const count = new HighByteCount();
  count.add(bytes);
  return count.encoding === "euc-kr" ? decoded(bytes, "euc-kr") : null;
}

function decoded(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
