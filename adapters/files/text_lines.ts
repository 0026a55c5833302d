export interface TextLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /** Longer than {@link MAX_LINE_LENGTH}; `text` is its beginning. */
  readonly cut: boolean;
}

/** Characters. Without a limit a file without line ends would fill the memory. */
export const MAX_LINE_LENGTH = 1_048_576;

export interface TextLayout {
  /** A label for `TextDecoder`; what is no character of it becomes U+FFFD. */
  readonly encoding: string;
  /** "\n" takes "\r\n" too. */
  readonly lineEnd: "\n" | "\r";
}

/** Drops a byte order mark. */
export async function* textLines(
  chunks: AsyncIterable<Uint8Array>,
  { encoding, lineEnd }: TextLayout = { encoding: "utf-8", lineEnd: "\n" },
): AsyncGenerator<TextLine[]> {
  const decoder = new TextDecoder(encoding);
  let number = 0;
  let rest = "";
  let cut = false;
  const take = (text: string): TextLine[] => {
    const parts = text.split(lineEnd);
    parts[0] = rest + parts[0];
    rest = parts.pop()!;
    const lines = parts.map((part, index): TextLine => ({
      number: ++number,
      text: part.endsWith("\r") ? part.slice(0, -1) : part,
      cut: cut && index === 0,
    }));
    if (lines.length > 0) cut = false;
    if (rest.length > MAX_LINE_LENGTH) {
      rest = rest.slice(0, MAX_LINE_LENGTH);
      cut = true;
    }
    return lines;
  };
  for await (const chunk of chunks) {
    const lines = take(decoder.decode(chunk, { stream: true }));
    if (lines.length > 0) yield lines;
  }
  const lines = take(decoder.decode());
  if (rest.length > 0) lines.push({ number: ++number, text: rest.endsWith("\r") ? rest.slice(0, -1) : rest, cut });
  if (lines.length > 0) yield lines;
}
