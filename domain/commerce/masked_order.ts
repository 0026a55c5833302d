import type { Order } from "./order.ts";

/** "김서연" → "김○○", for a page that hangs where anybody sees it. */
export function maskedName(name: string | null): string {
  const first = [...(name ?? "")][0];
  return first ? `${first}○○` : "○○○";
}

export function maskedOrder(order: Order): Order {
  return { ...order, userName: maskedName(order.userName) };
}
