export interface TextShape {
  /** A WHATWG label for `TextDecoder`. */
  readonly encoding: string;
  readonly lineEnd: "\n" | "\r";
  /** `null` when only the beginning was seen. */
  readonly lines: number | null;
  /** Every byte was seen and belongs to a character. */
  readonly clean: boolean;
}

/** Of the bytes that are no ASCII. */
interface HighBytes {
  readonly utf8: { readonly whole: number; readonly broken: number };
  readonly korean: { readonly hangul: number; readonly other: number; readonly broken: number };
}

const BEGINNING = 65_536;
/** An export that cuts a text at 40 bytes halves a character now and then. */
const TOLERATED = 0.02;

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
  return { ...first.shape(judge(count), false), clean: false };
}

/** As {@link surveyText}, of what can't be read twice. */
export function surveyBeginning(beginning: Uint8Array, given: string | null = null): TextShape {
  const first = new FirstPass();
  // A character may be cut in two at the end.
  first.add(beginning.subarray(0, Math.max(0, beginning.length - 4)));
  const count = new HighByteCount();
  count.add(beginning);
  return { ...first.shape(given ?? first.encoding ?? judge(count), false), lines: null, clean: false };
}

/** "CP949" and "cp-949" are no labels of the standard. `null` for an encoding this runtime can't read. */
export function encodingNamed(name: string): string | null {
  const label = name.trim().toLowerCase().replace(/^(cp|ms|windows[-_]?)[-_]?949$|^uhc$/, "euc-kr").replace(
    /^utf(16|8)/,
    "utf-$1",
  );
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/** As people call it. */
export function encodingTitle(encoding: string): string {
  return { "euc-kr": "CP949 (EUC-KR)", "utf-8": "UTF-8", "utf-16le": "UTF-16 LE", "utf-16be": "UTF-16 BE" }[encoding] ??
    encoding;
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
    const marked = byMark(this.#start) ?? byZeros(this.#start);
    return marked ?? (this.#isUtf8 ? "utf-8" : null);
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

function byMark(start: Uint8Array): string | null {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return "utf-8";
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  if (start[0] === 0xfe && start[1] === 0xff) return "utf-16be";
  return null;
}

/** Separators, digits and line ends have a zero byte in UTF-16, on one side only. */
function byZeros(start: Uint8Array): string | null {
  const zeros = [0, 0];
  start.forEach((byte, index) => byte === 0 && zeros[index % 2]!++);
  const half = start.length / 2;
  if (zeros[1]! > half * 0.1 && zeros[0]! < half * 0.01) return "utf-16le";
  if (zeros[0]! > half * 0.1 && zeros[1]! < half * 0.01) return "utf-16be";
  return null;
}

function judge({ utf8, korean }: HighBytes): string {
  if (utf8.whole > 0 && utf8.broken <= utf8.whole * TOLERATED) return "utf-8";
  if (korean.hangul > korean.other && korean.broken <= korean.hangul * TOLERATED) return "euc-kr";
  return "windows-1252";
}

class HighByteCount implements HighBytes {
  readonly utf8 = { whole: 0, broken: 0 };
  readonly korean = { hangul: 0, other: 0, broken: 0 };
  #following = 0;
  #lead = 0;

  add(chunk: Uint8Array): void {
    for (const byte of chunk) {
      this.#addUtf8(byte);
      this.#addKorean(byte);
    }
  }

  #addUtf8(byte: number): void {
    if (this.#following > 0) {
      if ((byte & 0xc0) === 0x80) {
        if (--this.#following === 0) this.utf8.whole++;
        return;
      }
      this.utf8.broken++;
      this.#following = 0;
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xf4) this.#following = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    else this.utf8.broken++;
  }

  #addKorean(byte: number): void {
    const lead = this.#lead;
    this.#lead = 0;
    if (lead === 0) {
      if (byte === 0x80 || byte === 0xff) this.korean.broken++;
      else if (byte > 0x80) this.#lead = byte;
      return;
    }
    const isTrail = byte >= 0x41 && byte <= 0x5a || byte >= 0x61 && byte <= 0x7a || byte >= 0x81 && byte <= 0xfe;
    if (!isTrail) this.korean.broken++;
    // Syllables of KS X 1001; Latin-1 text has hardly two letters above ASCII in a row.
    else if (lead >= 0xb0 && lead <= 0xc8 && byte >= 0xa1) this.korean.hangul++;
    else this.korean.other++;
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
