/**
 * Codes under which UCI Online Retail books lines that are not goods: postage (POST, DOT), carriage (C2, C3), discounts
 * (D), manual lines (M), bank charges and marketplace fees, samples (S), bad debt (B, ADJUST), the charity commission
 * (CRUK) and tests. Read from sets 352 and 502; every other code is an article.
 */
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

/** Case-insensitive: the file writes some of these codes in both cases ("M", "m"). */
export function isGoods(stockCode: string): boolean {
  return !NO_GOODS.has(stockCode.trim().toUpperCase());
}
