/** An export that cuts a text at 40 bytes halves a character now and then. */
const TOLERATED = 0.02;

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

/** UTF-16, or what a byte order mark names; `null` without a sign of either. @param start of a text */
export function unicodeEncoding(start: Uint8Array): string | null {
  return byMark(start) ?? byZeros(start);
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

/** Tells what is no UTF-16 by its bytes above ASCII, of which a few may be broken. */
export class HighByteCount {
  readonly #utf8 = { whole: 0, broken: 0 };
  readonly #korean = { hangul: 0, other: 0, broken: 0 };
  #following = 0;
  #lead = 0;

  add(chunk: Uint8Array): void {
    for (const byte of chunk) {
      this.#addUtf8(byte);
      this.#addKorean(byte);
    }
  }

  get encoding(): "utf-8" | "euc-kr" | "windows-1252" {
    const [utf8, korean] = [this.#utf8, this.#korean];
    if (utf8.whole > 0 && utf8.broken <= utf8.whole * TOLERATED) return "utf-8";
    if (korean.hangul > korean.other && korean.broken <= korean.hangul * TOLERATED) return "euc-kr";
    return "windows-1252";
  }

  #addUtf8(byte: number): void {
    if (this.#following > 0) {
      if ((byte & 0xc0) === 0x80) {
        if (--this.#following === 0) this.#utf8.whole++;
        return;
      }
      this.#utf8.broken++;
      this.#following = 0;
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xf4) this.#following = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    else this.#utf8.broken++;
  }

  #addKorean(byte: number): void {
    const lead = this.#lead;
    this.#lead = 0;
    if (lead === 0) {
      if (byte === 0x80 || byte === 0xff) this.#korean.broken++;
      else if (byte > 0x80) this.#lead = byte;
      return;
    }
    const isTrail = byte >= 0x41 && byte <= 0x5a || byte >= 0x61 && byte <= 0x7a || byte >= 0x81 && byte <= 0xfe;
    if (!isTrail) this.#korean.broken++;
    // Syllables of KS X 1001; Latin-1 text has hardly two letters above ASCII in a row.
    else if (lead >= 0xb0 && lead <= 0xc8 && byte >= 0xa1) this.#korean.hangul++;
    else this.#korean.other++;
  }
}
