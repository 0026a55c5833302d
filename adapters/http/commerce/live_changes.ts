import type { Summary } from "../../../application/commerce/summarise.ts";
import type { Order } from "../../../domain/commerce/order.ts";

/** Of orders in one event, beside the changes of the summary below 4 KB a second. */
const MOST_BYTES = 3_000;
const encoder = new TextEncoder();

/** The fields that became others. */
export function changesOf(before: Summary, after: Summary): Partial<Summary> {
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) =>
      JSON.stringify(value) !== JSON.stringify(before[field as keyof Summary])
    ),
  );
}

/** As many of the newest carts as fit, each whole, at least one. @param orders newest first */
export function newestCarts(orders: readonly Order[]): readonly Order[] {
  const carts = Map.groupBy(orders, ({ userId, createdAt }) => `${userId} ${createdAt.toISOString()}`);
  const shown: Order[] = [];
  let bytes = 0;
  for (const lines of carts.values()) {
    bytes += encoder.encode(JSON.stringify(lines)).length;
    if (shown.length > 0 && bytes > MOST_BYTES) break;
    shown.push(...lines);
  }
  return shown;
}
