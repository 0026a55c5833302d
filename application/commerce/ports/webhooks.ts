import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Purchase } from "../../../domain/commerce/purchase.ts";

export interface Delivery {
  readonly source: "shopify";
  /** The same when it is delivered again. */
  readonly deliveryId: string;
  readonly purchaseId: string;
}

interface Decision {
  readonly purchase: Purchase;
  /** Follow in the log, in this order. */
  readonly events: readonly CommerceEvent[];
}

/** Throws `Outage` and `DataRefused`. */
export interface WebhookInbox {
  /**
   * Each delivery once, one at a time for a purchase: what `decide` returns is stored and its events are sure to
   * follow, or nothing happens. `null` from `decide` leaves everything as it is.
   */
  take(
    delivery: Delivery,
    decide: (known: Purchase | null) => Decision | null,
  ): Promise<"taken" | "stale" | "duplicate">;
}
