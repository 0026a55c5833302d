const LETTERS = /\[(?:\\p\{[LMN]\}[^\]]*)+\]/g;
const ASCII = Array.from({ length: 128 }, (_, code) => code);

/**
 * A pattern that RE2, PCRE, Java, .NET, Python and JavaScript without the flag `u` read alike. None of them agree on
 * `\p{L}` and `\u0000`: letters of every script become whatever is not one of the other ASCII characters, so that the
 * document takes a few symbols that the server refuses.
 */
export function portablePattern(pattern: string): string {
  return pattern
    // As the generator writes a parameter's expression with a flag.
    .replace(/\$\/[a-z]+$/, "$")
    .replace(LETTERS, otherThan)
    .replace(
      /\\u([0-9a-fA-F]{4})/g,
      (_, hex) => /^00/.test(hex) ? `\\x${hex.slice(2)}` : String.fromCharCode(parseInt(hex, 16)),
    );
}

/** The class of everything but those ASCII characters that the class has not. */
function otherThan(oneOf: string): string {
  const allowed = new RegExp(oneOf, "u");
  const others = ASCII.filter((code) => !allowed.test(String.fromCharCode(code)));
  const ranges: [number, number][] = [];
  for (const code of others) {
    const last = ranges.at(-1);
    if (last && last[1] === code - 1) last[1] = code;
    else ranges.push([code, code]);
  }
  return `[^${ranges.map(([from, to]) => from === to ? hex(from) : `${hex(from)}-${hex(to)}`).join("")}]`;
}

function hex(code: number): string {
  return `\\x${code.toString(16).padStart(2, "0")}`;
}
