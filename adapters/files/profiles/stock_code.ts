/** Codes of UCI Online Retail (sets 352 and 502) that are no goods: postage, discounts, fees, samples, bad debts, … */
const NO_GOODS: ReadonlySet<string> = new Set([
  "ADJUST",
  "ADJUST2",
  "AMAZONFEE",
  "B",
  "BANK CHARGES",
  "C2",
  "C3",
  "CRUK",
  "D",
  "DOT",
  "M",
  "POST",
  "S",
  "TEST001",
  "TEST002",
]);

/** The file writes some codes in both cases. */
export function isGoods(stockCode: string): boolean {
  return !NO_GOODS.has(stockCode.trim().toUpperCase());
}
