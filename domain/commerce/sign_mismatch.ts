/** What is wrong with an amount of the other sign; `null` where the two agree. */
export function signMismatch(quantity: number, totalAmount: number): string | null {
  if (quantity > 0 && totalAmount < 0) {
    return "expected 0 or more; only a cancellation, of negative quantity, has a negative amount";
  }
  return quantity < 0 && totalAmount > 0 ? "expected 0 or less, since the quantity is negative" : null;
}
