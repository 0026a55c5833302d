/**
 * Codes under which the shop of UCI Online Retail books what is no goods: postage (POST, DOT), carriage (C2, C3),
 * discounts (D), manual lines (M), bank charges and market place fees, samples (S), bad debt (B, ADJUST), the charity
 * commission (CRUK) and tests. Read from sets 352 and 502; every other code names something that can be bought.
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

/** False for what is sold but is no goods. The file writes some of these codes in both cases ("M", "m"). */
export function isGoods(stockCode: string): boolean {
  return !NO_GOODS.has(stockCode.trim().toUpperCase());
}
