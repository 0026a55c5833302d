import { Unreadable } from "./read_manual.ts";

/** UTF-8, UTF-16 by its byte order mark, or else EUC-KR with the characters that Windows added. Throws `Unreadable`. */
export function decodeText(bytes: Uint8Array<ArrayBuffer>): string {
  for (const encoding of encodingsOf(bytes)) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Other encodings may be valid EUC-KR by chance, but not with Hangul.
      if (encoding !== "euc-kr" || /[가-힣]/.test(text)) return text;
    } catch {
      // The next one.
    }
  }
  throw new Unreadable("it is neither UTF-8, UTF-16 nor EUC-KR");
}

function encodingsOf([first, second]: Uint8Array): string[] {
  if (first === 0xff && second === 0xfe) return ["utf-16le"];
  if (first === 0xfe && second === 0xff) return ["utf-16be"];
  return ["utf-8", "euc-kr"];
}
