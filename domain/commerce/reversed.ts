export interface StatusOf {
  readonly status: string;
  readonly invoice: string | null;
}

/**
 * Whether an order is taken back by its own status: it counts in no total then. A line of an invoice is taken back by
 * another line of its source, of negative quantity, whatever its status says: it would count twice.
 */
export function isReversed(
  { quantity, status, invoice = null }: { readonly quantity: number } & Partial<StatusOf>,
): boolean {
  return quantity > 0 && invoice === null && (status === "CANCELLED" || status === "RETURNED");
}
