import { MINUTE_MS } from "../shared/durations.ts";
import type { OrderId, ProductId, RawId, SupplierAccountId, SupplierOrderId } from "./ids.ts";
import type { MarketOrder, OrderStatus } from "./market_order.ts";
import type { Variant } from "./variant.ts";

export const SUPPLIER_ORDER_STATUSES = [
  "WAITING",
  "PLACING",
  "PLACED",
  "CONFIRMED",
  "SHIPPED",
  "DELIVERED",
  "REFUSED",
  "CANCELLING",
  "CANCELLED",
  "TO_RETURN",
] as const;
export type SupplierOrderStatus = typeof SUPPLIER_ORDER_STATUSES[number];

interface SupplierOrderBase {
  /** Sent to the supplier as the idempotency key. */
  readonly id: SupplierOrderId;
  readonly orderId: OrderId;
  readonly supplierAccountId: SupplierAccountId;
  readonly supplierItemId: RawId;
  readonly supplierItemCode: string;
  /** `null` for an item without options. */
  readonly variant: Variant | null;
  readonly productId: ProductId;
  readonly quantity: number;
  readonly supplyPrice: number;
  readonly shippingFee: number;
  readonly totalAmount: number;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly placedAt: Date | null;
  /** When a supplier that decides on it was last asked to cancel it. */
  readonly cancelAskedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/**
 * WAITING is planned; PLACING was sent, the answer is not known; CANCELLING is to be cancelled at the supplier; TO_RETURN
 * could not be cancelled in time. REFUSED and CANCELLED are final, without goods.
 */
export type SupplierOrder =
  & SupplierOrderBase
  & (
    | { readonly status: "WAITING" | "PLACING"; readonly externalId: null }
    | { readonly status: "PLACED" | "CONFIRMED" | "SHIPPED" | "DELIVERED"; readonly externalId: string }
    | { readonly status: "REFUSED" | "CANCELLING" | "CANCELLED" | "TO_RETURN"; readonly externalId: string | null }
  );

export interface SupplierOrderStep {
  readonly supplierOrder: SupplierOrder;
  readonly order?: { readonly status: OrderStatus; readonly problem: string | null };
  readonly pause?: string;
  /** As it stands since the marketplace was told that the order is prepared. */
  readonly receiver?: MarketOrder["receiver"];
}

/** Before the call: from now on the supplier may have the order. */
export function beginPlacing(supplierOrder: SupplierOrder, receiver?: MarketOrder["receiver"]): SupplierOrderStep {
  const tried = { ...supplierOrder, attempts: supplierOrder.attempts + 1 };
  if (tried.status !== "WAITING") return { supplierOrder: tried };
  return { supplierOrder: { ...tried, status: "PLACING" }, ...(receiver ? { receiver } : {}) };
}

/** The marketplace does not let it be prepared: nothing is ordered, and the listing is not to blame. */
export function noteNotPrepared(supplierOrder: SupplierOrder, reason: string): SupplierOrderStep {
  if (supplierOrder.status !== "WAITING") return { supplierOrder };
  return {
    supplierOrder: { ...supplierOrder, status: "REFUSED", lastError: reason },
    order: { status: "UNFULFILLABLE", problem: reason },
  };
}

export function notePlaced(
  supplierOrder: SupplierOrder,
  { externalId, at }: { readonly externalId: string; readonly at: Date },
): SupplierOrderStep {
  const placed = { ...supplierOrder, externalId, placedAt: supplierOrder.placedAt ?? at, lastError: null };
  switch (supplierOrder.status) {
    case "WAITING":
    case "PLACING":
      return { supplierOrder: { ...placed, status: "PLACED" }, order: { status: "ORDERED", problem: null } };
    // It was cancelled during the call: now there is something to cancel at the supplier.
    case "CANCELLING":
      return { supplierOrder: { ...placed, status: "CANCELLING" } };
    case "CANCELLED":
      return supplierOrder.externalId === externalId
        ? { supplierOrder }
        : { supplierOrder: { ...placed, status: "CANCELLING" } };
    case "PLACED":
    case "CONFIRMED":
    case "SHIPPED":
    case "DELIVERED":
    case "REFUSED":
    case "TO_RETURN":
      return { supplierOrder };
    default:
      return supplierOrder satisfies never;
  }
}

export function noteRefusedBySupplier(supplierOrder: SupplierOrder, reason: string): SupplierOrderStep {
  switch (supplierOrder.status) {
    case "WAITING":
    case "PLACING":
    case "PLACED":
    case "CONFIRMED":
      return {
        supplierOrder: { ...supplierOrder, status: "REFUSED", lastError: reason },
        order: { status: "UNFULFILLABLE", problem: reason },
        pause: reason,
      };
    case "CANCELLING":
      return { supplierOrder: { ...supplierOrder, status: "CANCELLED", lastError: reason } };
    case "SHIPPED":
    case "DELIVERED":
    case "REFUSED":
    case "CANCELLED":
    case "TO_RETURN":
      return { supplierOrder };
    default:
      return supplierOrder satisfies never;
  }
}

/** What may have reached the supplier has to be cancelled there. */
export function cancelSupplierOrder(supplierOrder: SupplierOrder): SupplierOrderStep {
  switch (supplierOrder.status) {
    case "WAITING":
      return { supplierOrder: { ...supplierOrder, status: "CANCELLED" } };
    case "PLACING":
    case "PLACED":
    case "CONFIRMED":
      return { supplierOrder: { ...supplierOrder, status: "CANCELLING" } };
    case "SHIPPED":
    case "DELIVERED":
      return toReturn(supplierOrder, `it was ${supplierOrder.status} by the supplier when the market cancelled it`);
    case "REFUSED":
    case "CANCELLING":
    case "CANCELLED":
    case "TO_RETURN":
      return { supplierOrder };
    default:
      return supplierOrder satisfies never;
  }
}

/** "requested": it is being prepared, and the supplier decides; "too_late": the goods come and must be returned. */
export type CancelAnswer = "cancelled" | "requested" | "too_late";

export function noteCancelAnswer(supplierOrder: SupplierOrder, answer: CancelAnswer, at: Date): SupplierOrderStep {
  if (supplierOrder.status !== "CANCELLING") return { supplierOrder };
  switch (answer) {
    case "cancelled":
      return { supplierOrder: { ...supplierOrder, status: "CANCELLED" } };
    case "requested":
      return {
        supplierOrder: {
          ...supplierOrder,
          cancelAskedAt: at,
          lastError: "the supplier was asked to cancel it, and decides",
        },
      };
    case "too_late":
      return toReturn(supplierOrder, "the supplier says that it is too late to cancel");
    default:
      return answer satisfies never;
  }
}

const ASKED_AGAIN_AFTER_MS = 10 * MINUTE_MS;

/** The supplier was asked to cancel it not long ago. */
export function isSupplierDeciding({ status, cancelAskedAt }: SupplierOrder, now: Date): boolean {
  return status === "CANCELLING" && cancelAskedAt !== null &&
    now.getTime() - cancelAskedAt.getTime() < ASKED_AGAIN_AFTER_MS;
}

export interface SupplierNews {
  readonly status: "PLACED" | "CONFIRMED" | "SHIPPED" | "DELIVERED" | "CANCELLED";
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
}

/** `reference` is our own id, where the supplier repeats it. */
export interface SupplierOrderNews {
  readonly reference: SupplierOrderId | null;
  readonly news: SupplierNews;
}

const PROGRESS = ["PLACED", "CONFIRMED", "SHIPPED", "DELIVERED"] as const;

/** Goes forward with the supplier, never back: news may be late. */
export function followSupplier(supplierOrder: SupplierOrder, news: SupplierNews): SupplierOrderStep {
  if (news.status === "CANCELLED") return noteRefusedBySupplier(supplierOrder, "the supplier cancelled it");
  const { carrier, trackingNumber } = news;
  const shipment = {
    carrier: carrier ?? supplierOrder.carrier,
    trackingNumber: trackingNumber ?? supplierOrder.trackingNumber,
  };
  switch (supplierOrder.status) {
    case "PLACED":
    case "CONFIRMED":
    case "SHIPPED":
    case "DELIVERED": {
      if (PROGRESS.indexOf(news.status) <= PROGRESS.indexOf(supplierOrder.status)) return { supplierOrder };
      const followed = { ...supplierOrder, ...shipment, status: news.status };
      return news.status === "SHIPPED" || news.status === "DELIVERED"
        ? { supplierOrder: followed, order: { status: news.status, problem: null } }
        : { supplierOrder: followed };
    }
    // The call that cancels it will answer that it is too late.
    case "CANCELLING":
    case "WAITING":
    case "PLACING":
    case "REFUSED":
    case "CANCELLED":
    case "TO_RETURN":
      return { supplierOrder };
    default:
      return supplierOrder satisfies never;
  }
}

function toReturn(supplierOrder: SupplierOrder, problem: string): SupplierOrderStep {
  return {
    supplierOrder: { ...supplierOrder, status: "TO_RETURN", lastError: problem },
    order: { status: "TO_RETURN", problem },
  };
}
