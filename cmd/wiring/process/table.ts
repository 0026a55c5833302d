interface Column {
  readonly title: string;
  readonly right?: boolean;
}

const GAP = "  ";

/** No line ends in spaces. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const lines = [columns.map(({ title }) => title), ...rows];
  const widths = columns.map((_, nth) => Math.max(...lines.map((line) => line[nth]?.length ?? 0)));
  return lines.map((line) =>
    columns.map(({ right }, nth) => {
      const cell = line[nth] ?? "";
      return right ? cell.padStart(widths[nth]!) : cell.padEnd(widths[nth]!);
    }).join(GAP).trimEnd()
  ).join("\n");
}

export function count(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}
