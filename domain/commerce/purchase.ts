import { mayBecome } from "./resent_order.ts";
import { type Order, type OrderId, orderIdSchema, type OrderStatus } from "./order.ts";

/** A line of a purchase at its source, and the order that it became. */
export interface PurchaseLine {
  /** The source's own id of the line. */
  readonly lineId: string;
  readonly order: Order;
  /** Pieces that refunds and cancellations have taken back, and their amount. */
  readonly takenBack: { readonly quantity: number; readonly amount: number };
}

export interface Refund {
  readonly refundId: string;
  readonly at: Date;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}

/** What is known of a purchase that its source tells about bit by bit, in any order. */
export interface Purchase {
  /** By the source's clock; `null` while only refunds are known. */
  readonly updatedAt: Date | null;
  readonly lines: readonly PurchaseLine[];
  /** Applied ones, by id. */
  readonly refunds: readonly string[];
  /** Refunds that came before the purchase. */
  readonly early: readonly Refund[];
}

export interface PurchaseUpdate {
  readonly updatedAt: Date;
  readonly cancelledAt: Date | null;
  /** Of the purchase as a whole. */
  readonly status: OrderStatus;
  readonly lines: readonly { readonly lineId: string; readonly order: Order }[];
  readonly refunds: readonly Refund[];
}

export interface PurchaseChange {
  readonly purchase: Purchase;
  /** New orders, orders whose status has advanced, and what is taken back, each an order of its own. */
  readonly orders: readonly Order[];
}

const UNKNOWN: Purchase = { updatedAt: null, lines: [], refunds: [], early: [] };

/** `null` for an update that is older than what is known. A line keeps the order that it first became. */
export function updatePurchase(known: Purchase | null, update: PurchaseUpdate): PurchaseChange | null {
  const before = known ?? UNKNOWN;
  if (before.updatedAt !== null && update.updatedAt < before.updatedAt) return null;
  const orders: Order[] = [];
  const lines = update.lines.filter(({ lineId }) => before.lines.every((line) => line.lineId !== lineId))
    .map(({ lineId, order }) => ({ lineId, order, takenBack: { quantity: 0, amount: 0 } }));
  const advanced = before.lines.map((line) => {
    if (!mayBecome(line.order.status, update.status)) return line;
    const order = { ...line.order, status: update.status };
    orders.push(order);
    return { ...line, order };
  });
  orders.unshift(...lines.map(({ order }) => order));

  let change: PurchaseChange = {
    purchase: { ...before, updatedAt: update.updatedAt, lines: [...advanced, ...lines], early: [] },
    orders,
  };
  for (const refund of [...before.early, ...update.refunds]) change = applied(change, refund);
  return update.cancelledAt === null ? change : cancelled(change, update.cancelledAt);
}

/** Kept for later where the purchase is not known yet. */
export function refundPurchase(known: Purchase | null, refund: Refund): PurchaseChange {
  const purchase = known ?? UNKNOWN;
  if (purchase.updatedAt !== null) return applied({ purchase, orders: [] }, refund);
  const early = [...purchase.early.filter(({ refundId }) => refundId !== refund.refundId), refund];
  return { purchase: { ...purchase, early }, orders: [] };
}

/** Each refund once, and never more pieces than a line has. */
function applied({ purchase, orders }: PurchaseChange, refund: Refund): PurchaseChange {
  if (purchase.refunds.includes(refund.refundId)) return { purchase, orders };
  const taken: Order[] = [];
  const lines = purchase.lines.map((line) => {
    const wanted = refund.lines.filter(({ lineId }) => lineId === line.lineId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    const back = takeBack(line, wanted, { end: refund.refundId, at: refund.at, status: "RETURNED" });
    if (back === null) return line;
    taken.push(back.order);
    return back.line;
  });
  return {
    purchase: { ...purchase, lines, refunds: [...purchase.refunds, refund.refundId] },
    orders: [...orders, ...taken],
  };
}

function cancelled({ purchase, orders }: PurchaseChange, at: Date): PurchaseChange {
  const taken: Order[] = [];
  const lines = purchase.lines.map((line) => {
    const back = takeBack(line, Infinity, { end: "cancelled", at, status: "CANCELLED" });
    if (back === null) return line;
    taken.push(back.order);
    return back.line;
  });
  return { purchase: { ...purchase, lines }, orders: [...orders, ...taken] };
}

/** The last piece takes what is left of the amount, so that a line nets out to zero. */
function takeBack(
  line: PurchaseLine,
  wanted: number,
  { end, at, status }: { readonly end: string; readonly at: Date; readonly status: OrderStatus },
): { readonly line: PurchaseLine; readonly order: Order } | null {
  const { order, takenBack } = line;
  const left = order.quantity - takenBack.quantity;
  const quantity = Math.min(wanted, left);
  if (quantity <= 0) return null;
  const amount = quantity === left
    ? order.totalAmount - takenBack.amount
    : Math.round(order.totalAmount * quantity / order.quantity);
  return {
    line: { ...line, takenBack: { quantity: takenBack.quantity + quantity, amount: takenBack.amount + amount } },
    order: {
      ...order,
      orderId: takenBackId(order.orderId, end),
      quantity: -quantity,
      totalAmount: amount === 0 ? 0 : -amount,
      shippingCost: 0,
      discountAmount: 0,
      status,
      createdAt: at,
    },
  };
}

function takenBackId(orderId: OrderId, end: string): OrderId {
  return orderIdSchema.parse(`${orderId.slice(0, 99 - end.length)}-${end}`);
}
