import { HighByteCount, unicodeEncoding } from "./text_encoding.ts";

export interface TextShape {
  /** A WHATWG label for `TextDecoder`. */
  readonly encoding: string;
  readonly lineEnd: "\n" | "\r";
  /** `null` when only the beginning was seen. */
  readonly lines: number | null;
  /** Every byte was seen and belongs to a character. */
  readonly clean: boolean;
}

const BEGINNING = 65_536;

/**
 * One encoding a file: a byte order mark, UTF-16 by its zero bytes, UTF-8 where the bytes are, CP949 (of which EUC-KR is
 * part) where they are Hangul, else windows-1252.
 *
 * @param given instead of finding out
 * @param open called up to twice
 */
export async function surveyText(
  open: () => Promise<AsyncIterable<Uint8Array>>,
  given: string | null = null,
): Promise<TextShape> {
  const first = new FirstPass();
  for await (const chunk of await open()) first.add(chunk);
  const encoding = given ?? first.encoding;
  if (encoding !== null) return first.shape(encoding, given === null);
  const count = new HighByteCount();
  for await (const chunk of await open()) count.add(chunk);
  return { ...first.shape(count.encoding, false), clean: false };
}

/** As {@link surveyText}, of what can't be read twice. */
export function surveyBeginning(beginning: Uint8Array, given: string | null = null): TextShape {
  const first = new FirstPass();
  // A character may be cut in two at the end.
  first.add(beginning.subarray(0, Math.max(0, beginning.length - 4)));
  const count = new HighByteCount();
  count.add(beginning);
  return { ...first.shape(given ?? first.encoding ?? count.encoding, false), lines: null, clean: false };
}

class FirstPass {
  readonly #utf8 = new TextDecoder("utf-8", { fatal: true });
  #isUtf8 = true;
  #start = new Uint8Array();
  #lf = 0;
  #cr = 0;
  #last = 10;

  add(chunk: Uint8Array): void {
    if (this.#start.length < BEGINNING) this.#start = joined(this.#start, chunk.subarray(0, BEGINNING));
    if (this.#isUtf8) {
      try {
        this.#utf8.decode(chunk, { stream: true });
      } catch {
        this.#isUtf8 = false;
      }
    }
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.#lf++;
    if (this.#lf === 0) { for (let at = chunk.indexOf(13); at >= 0; at = chunk.indexOf(13, at + 1)) this.#cr++; }
    this.#last = chunk.at(-1) ?? this.#last;
  }

  /** `null` when it is no UTF-8, nor UTF-16. */
  get encoding(): string | null {
    return unicodeEncoding(this.#start) ?? (this.#isUtf8 ? "utf-8" : null);
  }

  shape(encoding: string, clean: boolean): TextShape {
    const lineEnd = this.#lf === 0 && this.#cr > 0 ? "\r" : "\n";
    const ends = lineEnd === "\n" ? this.#lf : this.#cr;
    const ended = this.#last === 0 || this.#last === 10 || this.#last === 13;
    return {
      encoding,
      lineEnd,
      lines: ended ? ends : ends + 1,
      clean: clean && (encoding !== "utf-8" || this.#isUtf8),
    };
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
