const LONGEST = 500;

export function unreadableReason(reason: string): string {
  return `what the supplier says of it can't be read: ${reason}`.slice(0, LONGEST).toWellFormed();
}

export function missingReason(asOf: Date): string {
  return `the supplier's complete reading of ${asOf.toISOString().slice(0, 16)}Z did not have it`;
}

export function tooMuchMissing(
  { missing, known, most }: { readonly missing: number; readonly known: number; readonly most: number },
): string {
  return `${missing} of ${known} known items are missing, more than ${Math.round(most * 1_000) / 10}%: nothing was ` +
    "taken off sale; if the supplier did drop them, read everything again with --most-missing";
}
