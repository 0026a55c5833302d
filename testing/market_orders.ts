import type { FeedRecord } from "./feed_server.ts";

/** An order as a market gives it. */
export function marketOrder(
  id: string,
  lines: readonly { readonly sku?: string; readonly listingId?: string; readonly quantity?: number }[],
  more: Readonly<Record<string, unknown>> = {},
): Exclude<FeedRecord, string | number | null> {
  return {
    id,
    status: "PAID",
    orderedAt: "2026-03-03T09:00:00+09:00",
    buyer: { name: "김하늘" },
    receiver: { name: "김하늘", phone: "010-0000-0000", postcode: "04524", address: "서울 중구 세종대로 110" },
    lines: lines.map((line, nth) => ({ id: `${id}-${nth + 1}`, quantity: 1, unitPrice: 12_000, ...line })),
    ...more,
  };
}
