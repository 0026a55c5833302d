export interface StatusOf {
  readonly status: string;
  readonly invoice: string | null;
}

/** An order of this status counts in no total, unless lines of its source take it back. */
export function isTakenBack(status: string | undefined): boolean {
  return status === "CANCELLED" || status === "RETURNED";
}

/**
 * Whether an order is taken back by its own status: it counts in no total then. A line of an invoice is taken back by
 * another line of its source, of negative quantity, whatever its status says: it would count twice.
 */
export function isReversed(
  { quantity, status, invoice = null }: { readonly quantity: number } & Partial<StatusOf>,
): boolean {
  return quantity > 0 && invoice === null && isTakenBack(status);
}
