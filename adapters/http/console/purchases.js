// @ts-check

/** @typedef {import("./wire.js").Order} Order */

/**
 * The lines of one cart: what one customer bought at one moment.
 *
 * @typedef {{ id: string, at: string, lines: Order[], first: Order, total: number, pieces: number }} Purchase
 */

/**
 * Groups orders into purchases, newest first. Lines of a cart may be stored a moment apart, so it always takes
 * all known orders.
 *
 * @param {readonly Order[]} orders
 * @returns {Purchase[]}
 */
export function purchasesOf(orders) {
  /** @type {Map<string, Order[]>} */
  const carts = new Map();
  for (const order of orders) {
    const id = `${order.userId} ${order.createdAt}`;
    const lines = carts.get(id);
    if (lines) lines.push(order);
    else carts.set(id, [order]);
  }
  return [...carts].map(([id, lines]) => {
    const first = /** @type {Order} */ (lines[0]);
    return {
      id,
      at: first.createdAt,
      lines,
      first,
      total: lines.reduce((sum, line) => sum + line.totalAmount + line.shippingCost, 0),
      pieces: lines.reduce((sum, line) => sum + Math.abs(line.quantity), 0),
    };
  }).sort((a, b) => b.at.localeCompare(a.at));
}
