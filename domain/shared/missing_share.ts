/** Share of what is known that a complete reading may lack without being doubted itself. */
export const MOST_MISSING = 0.2;

/** Whether a reading lacks so much that it is more likely to be wrong than the rest to be gone. One may always be. */
export function isDoubtful({ missing, known, most }: {
  readonly missing: number;
  readonly known: number;
  readonly most: number;
}): boolean {
  return missing > Math.max(1, Math.floor(known * most));
}
