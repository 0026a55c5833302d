/**
 * The cells of the library in `surveyed.ts`, as its published readings name them: a letter for the column, a number for
 * the row. Places in the units of its plan; other cells occur in no reading.
 */
// deno-fmt-ignore
const COLUMNS: Readonly<Record<string, number>> = {
  D: 7.3, E: 8.28, F: 9.25, G: 10.22, I: 12.17, J: 13.37, K: 14.49, L: 15.39, M: 16.29, N: 17.45, O: 18.35, P: 19.36,
  Q: 20.41, R: 21.42, S: 22.43, T: 23.33, U: 24.34, W: 26.33,
};
const ABOVE_FIRST_ROW = 3.42;

/** `null` for a name that is none of the cells. */
export function surveyedCell(name: string): { readonly x: number; readonly y: number } | null {
  const [, column = "", row = ""] = /^([A-Z])(\d\d)$/.exec(name) ?? [];
  const x = COLUMNS[column];
  return x === undefined || row === "" ? null : { x, y: Number(row) + ABOVE_FIRST_ROW };
}
