export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Longer than {@link MAX_LINE_BYTES}; `text` is its beginning. */
  readonly cut: boolean;
}

/** Without a limit a file without line ends would fill the memory. */
export const MAX_LINE_BYTES = 1_048_576;

const LF = 10;
const CR = 13;
const utf8 = new TextDecoder("utf-8", { fatal: true });
const latin1 = new TextDecoder("windows-1252");

/** Splits at LF or CR LF, drops a byte order mark. A line that is no UTF-8 is read as windows-1252. */
export async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TextLine[]> {
  let number = 0;
  let rest: Uint8Array = new Uint8Array();
  let cut = false;
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : joined(rest, chunk);
    const lines: TextLine[] = [];
    let start = 0;
    for (let end = bytes.indexOf(LF); end >= 0; end = bytes.indexOf(LF, start)) {
      lines.push({ number: ++number, text: decoded(bytes.subarray(start, end)), cut });
      cut = false;
      start = end + 1;
    }
    rest = bytes.slice(start);
    if (rest.length > MAX_LINE_BYTES) {
      rest = rest.slice(0, MAX_LINE_BYTES);
      cut = true;
    }
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [{ number: ++number, text: decoded(rest), cut }];
}

function decoded(line: Uint8Array): string {
  const bytes = line.at(-1) === CR ? line.subarray(0, -1) : line;
  try {
    return utf8.decode(bytes);
  } catch {
    return latin1.decode(bytes);
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
