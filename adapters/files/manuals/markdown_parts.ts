/** Lines and characters from which a part ends at the next blank line, and those at which it ends anywhere. */
const GOOD = { lines: 500, characters: 32_000 };
const MOST = { lines: 1_000, characters: 64_000 };

const FENCE = /^\s*(?:>\s*)*(`{3,}|~{3,})/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;

/**
 * A text in parts that are read one by one: some blocks take time and memory by the square of their lines, and a busy
 * worker cannot be ended (Deno 2.9). Never within fenced code, which is read in linear time, nor before the line under a
 * heading; a list or a paragraph beyond `MOST` becomes several.
 */
export function* markdownParts(text: string): Generator<string> {
  let start = 0;
  let lines = 0;
  let fence: string | null = null;
  let wasBlank = false;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf("\n", at);
    const next = end < 0 ? text.length : end + 1;
    const line = text.slice(at, end < 0 ? text.length : end).replace(/\r$/, "");
    if (fence === null && at > start && !UNDERLINE.test(line)) {
      const size = { lines, characters: at - start };
      if (exceeds(size, MOST) || (wasBlank && /^\S/.test(line) && exceeds(size, GOOD))) {
        yield text.slice(start, at);
        start = at;
        lines = 0;
      }
    }
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) {
      if (fence === null) fence = mark;
      else if (mark[0] === fence[0] && mark.length >= fence.length) fence = null;
    }
    wasBlank = line.trim() === "";
    lines++;
    at = next;
  }
  if (start < text.length) yield text.slice(start);
}

function exceeds(size: typeof GOOD, limit: typeof GOOD): boolean {
  return size.lines >= limit.lines || size.characters >= limit.characters;
}
