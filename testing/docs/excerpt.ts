/**
 * The first line of an excerpt that an output does not contain after the lines before it; `null` if all are there.
 *
 * `…` stands for anything within a line, and on a line of its own for any lines. Runs of spaces are equal.
 */
export function missingLine(output: string, excerpt: string): string | null {
  const lines = excerpt.split("\n").map((line) => line.trim()).filter((line) => line !== "" && line !== "…");
  let rest = output;
  for (const line of lines) {
    const found = patternOf(line).exec(rest);
    if (!found) return line;
    rest = rest.slice(found.index + found[0].length);
  }
  return null;
}

function patternOf(line: string): RegExp {
  const parts = line.split(/\s*…\s*/).map((part) =>
    part.split(/ +/).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&")).join(" +")
  );
  return new RegExp(parts.join("[^\\n]*?"), "u");
}
