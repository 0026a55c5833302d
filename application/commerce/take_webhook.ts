import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import type { OrderStatus } from "../../domain/commerce/order.ts";
import { type Refund, refundPurchase, updatePurchase } from "../../domain/commerce/purchase.ts";
import type { Digest } from "../../domain/shared/digest.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { DigestCounter } from "./import/digest_counter.ts";
import { type Rates, soldLine } from "./import/sold_line.ts";
import type { SoldLine, UnreadableLine } from "./ports/import.ts";
import type { OrderLine } from "./ports/order_line.ts";
import type { Delivery, WebhookInbox } from "./ports/webhooks.ts";

/** A purchase as a shop system tells it whole, with each change. */
export interface ToldPurchase {
  readonly updatedAt: Date;
  readonly cancelledAt: Date | null;
  readonly status: OrderStatus;
  readonly lines: readonly { readonly lineId: string; readonly line: OrderLine }[];
  readonly refunds: readonly Refund[];
}

export type WebhookOutcome = "taken" | "stale" | "duplicate";

interface WebhookDeps {
  readonly webhooks: WebhookInbox;
  readonly rates: Rates;
  readonly digest: Digest;
}

/** Its lines have the ids that an import gives them, so an export that is imported later adds nothing. */
export async function takePurchase(
  { webhooks, rates, digest }: WebhookDeps,
  delivery: Delivery,
  told: ToldPurchase,
): Promise<Result<WebhookOutcome, UnreadableLine>> {
  const equals = new DigestCounter();
  const terms = { rates, digest, run: null, nthOf: (lineDigest: string) => equals.add(lineDigest) };
  const sold = new Map<string, SoldLine>();
  for (const { lineId, line } of told.lines) {
    const read = soldLine(line, terms);
    if (!read.ok) return read;
    sold.set(lineId, read.value);
  }
  const update = { ...told, lines: [...sold].map(([lineId, { order }]) => ({ lineId, order })) };
  return accepted(
    await webhooks.take(delivery, (known) => {
      const change = updatePurchase(known, update);
      if (change === null) return null;
      const isKnown = new Set(known?.lines.map(({ lineId }) => lineId));
      const news = [...sold].filter(([lineId]) => !isKnown.has(lineId)).map(([, line]) => line);
      const events: CommerceEvent[] = [
        ...news.map(({ user }) => ({ type: "user.registered", user }) as const),
        ...news.map(({ product }) => ({ type: "product.listed", product }) as const),
        ...change.orders.map((order) => ({ type: "order.placed", order }) as const),
      ];
      return { purchase: change.purchase, events };
    }),
  );
}

export function takeRefund(
  { webhooks }: Pick<WebhookDeps, "webhooks">,
  delivery: Delivery,
  refund: Refund,
): Promise<WebhookOutcome> {
  return webhooks.take(delivery, (known) => {
    const { purchase, orders } = refundPurchase(known, refund);
    return { purchase, events: orders.map((order) => ({ type: "order.placed", order })) };
  });
}
