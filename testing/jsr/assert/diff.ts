/** One line of a diff: kept, only in the actual value, or only in the expected one. */
interface DiffLine {
  readonly kind: "same" | "actual" | "expected";
  readonly text: string;
}

/** Cells of the table below; past it two values have so little in common that a diff says nothing. */
const LARGEST_TABLE = 4_000_000;

/** The shortest edit from `actual` to `expected`, by lines (longest common subsequence). */
export function diff(actual: readonly string[], expected: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < Math.min(actual.length, expected.length) && actual[start] === expected[start]) start++;
  const rest = Math.min(actual.length, expected.length) - start;
  let end = 0;
  while (end < rest && actual.at(-1 - end) === expected.at(-1 - end)) end++;

  return [
    ...mark("same", actual.slice(0, start)),
    ...middle(actual.slice(start, actual.length - end), expected.slice(start, expected.length - end)),
    ...mark("same", actual.slice(actual.length - end)),
  ];
}

function mark(kind: DiffLine["kind"], lines: readonly string[]): DiffLine[] {
  return lines.map((text) => ({ kind, text }));
}

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  const width = b.length + 1;
  if (a.length * width > LARGEST_TABLE) {
    return [...mark("actual", a), ...mark("expected", b)];
  }
  // Length of the longest common subsequence of a[i…] and b[j…], at i * width + j.
  const table = new Uint32Array((a.length + 1) * width);
  const common = (i: number, j: number) => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? common(i + 1, j + 1) + 1 : Math.max(common(i + 1, j), common(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: "same", text: a[i++]! });
      j++;
    } else if (common(i + 1, j) >= common(i, j + 1)) lines.push({ kind: "actual", text: a[i++]! });
    else lines.push({ kind: "expected", text: b[j++]! });
  }
  return [...lines, ...mark("actual", a.slice(i)), ...mark("expected", b.slice(j))];
}

const SIGN = { same: "   ", actual: "-  ", expected: "+  " } as const;
const COLOUR = { same: "", actual: "\x1b[31m", expected: "\x1b[32m" } as const;

/** Two values as a diff by lines, `-` what came and `+` what was wanted; in colour unless `NO_COLOR` is set. */
export function diffMessage(actual: unknown, expected: unknown): string {
  const both = typeof actual === "string" && typeof expected === "string";
  const lines = both
    ? diff(quoted(actual), quoted(expected))
    : diff(format(actual).split("\n"), format(expected).split("\n"));
  return [
    "",
    "",
    `    [Diff] ${paint("actual", "Actual")} / ${paint("expected", "Expected")}`,
    "",
    "",
    ...lines.map((line) => paint(line.kind, `${SIGN[line.kind]} ${line.text}`)),
    "",
  ].join("\n");
}

/**
 * A value as many lines as it has members, with sorted keys and nothing abbreviated, so that two values that are
 * equal print alike and a diff by lines points at the member that differs.
 */
export function format(value: unknown): string {
  return Deno.inspect(value, {
    depth: Infinity,
    sorted: true,
    trailingComma: true,
    compact: false,
    iterableLimit: Infinity,
    strAbbreviateSize: Infinity,
    getters: true,
  });
}

/** A text by its own lines, each with its escapes, so that a blank, a tab or a line end that differs can be seen. */
function quoted(text: string): string[] {
  return text.split(/(?<=\n)/).map((line) => JSON.stringify(line));
}

function paint(kind: DiffLine["kind"], text: string): string {
  return Deno.noColor || kind === "same" ? text : `${COLOUR[kind]}${text}\x1b[0m`;
}
