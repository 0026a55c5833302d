/** One line of a diff: kept, only in the actual value, or only in the expected one. */
export interface DiffLine {
  readonly kind: "same" | "actual" | "expected";
  readonly text: string;
}

/** Cells of the table below; past it two values have so little in common that a diff says nothing. */
const LARGEST_TABLE = 4_000_000;

/** The shortest edit from `actual` to `expected`, by lines (longest common subsequence). */
export function diff(
  actual: readonly string[],
  expected: readonly string[],
): DiffLine[] {
  let start = 0;
  while (
    start < actual.length && start < expected.length &&
    actual[start] === expected[start]
  ) start++;
  let end = 0;
  while (
    end < actual.length - start && end < expected.length - start &&
    actual.at(-1 - end) === expected.at(-1 - end)
  ) end++;

  return [
    ...mark("same", actual.slice(0, start)),
    ...middle(
      actual.slice(start, actual.length - end),
      expected.slice(start, expected.length - end),
    ),
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
    const left = a[i]!;
    const right = b[j]!;
    if (left === right) {
      lines.push({ kind: "same", text: left });
      i++;
      j++;
    } else if (common(i + 1, j) >= common(i, j + 1)) {
      lines.push({ kind: "actual", text: left });
      i++;
    } else {
      lines.push({ kind: "expected", text: right });
      j++;
    }
  }
  return [...lines, ...mark("actual", a.slice(i)), ...mark("expected", b.slice(j))];
}
