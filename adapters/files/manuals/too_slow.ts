export function tooSlow(deadlineMs: number): string {
  return `it can't be read within ${Math.round(deadlineMs / 1_000)} seconds; split it`;
}
