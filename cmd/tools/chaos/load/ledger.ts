import { HighMarks } from "../../../../application/commerce/import/high_marks.ts";
import type { EventLog } from "../../../../application/commerce/ports/stream.ts";
import type { Receipt } from "../../../../application/shared/log.ts";
import { type CommerceEvent, type Stream, streamOf } from "../../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import type { Product } from "../../../../domain/commerce/product.ts";
import type { User } from "../../../../domain/commerce/user.ts";

/** A sent record. Without an acknowledgement it may be stored or not. */
export interface Entry {
  readonly content: string;
  acknowledged: boolean;
  /** Whether the content includes the time; otherwise the receiver has set it. */
  readonly isTimed: boolean;
}

/** Every record sent to the log and every order sent to the API, by id: the reference for the store. */
export class Ledger {
  readonly entries: Readonly<Record<Stream, Map<string, Entry>>> = {
    users: new Map(),
    products: new Map(),
    orders: new Map(),
  };
  /** Records that can't be stored, by their `ce_id` header: the code they must fail with. */
  readonly poisoned = new Map<string, string>();
  /** Of them those sent as orders. */
  readonly poisonedOrders = new Set<string>();
  marks = new HighMarks();
  /** Ids of orders, poison among them, that a deleted topic may have taken along. */
  readonly deletable = new Set<string>();
  /** How many of them at most. */
  mostDeleted = 0;

  /** Called before events are sent. Repeating an event changes nothing. */
  attempt(events: readonly CommerceEvent[]): void {
    for (const event of events) {
      const entries = this.entries[streamOf(event)];
      const { id, content } = identify(event);
      if (!entries.has(id)) entries.set(id, { content, acknowledged: false, isTimed: true });
    }
  }

  /** Called before an order is sent to the API, which sets `orderedAt`. */
  attemptOrder(order: Order): void {
    const entries = this.entries.orders;
    if (entries.has(order.orderId)) return;
    entries.set(order.orderId, { content: contentOf.untimedOrders(order), acknowledged: false, isTimed: false });
  }

  acknowledgeOrder({ orderId }: Order): void {
    this.entries.orders.get(orderId)!.acknowledged = true;
  }

  acknowledge(events: readonly CommerceEvent[], receipts: readonly Receipt[]): void {
    for (const event of events) this.entries[streamOf(event)].get(identify(event).id)!.acknowledged = true;
    this.marks.add(receipts);
  }

  /** The topic of orders was deleted with so many records that nobody had read. */
  cut(topic: string, unread: number): void {
    this.mostDeleted += unread;
    for (const [id, { acknowledged }] of this.entries.orders) if (acknowledged) this.deletable.add(id);
    for (const id of this.poisonedOrders) this.deletable.add(id);
    const others = this.marks.all().filter((mark) => mark.topic !== topic);
    this.marks = new HighMarks();
    this.marks.add(others);
  }

  acknowledged(stream: Stream): number {
    return this.entries[stream].values().reduce((sum, { acknowledged }) => sum + Number(acknowledged), 0);
  }
}

export class WitnessedEventLog implements EventLog {
  readonly #log: EventLog;
  readonly #ledger: Ledger;

  constructor(log: EventLog, ledger: Ledger) {
    this.#log = log;
    this.#ledger = ledger;
  }

  async publish(events: readonly CommerceEvent[]): Promise<Receipt[]> {
    this.#ledger.attempt(events);
    const receipts = await this.#log.publish(events);
    this.#ledger.acknowledge(events, receipts);
    return receipts;
  }
}

function identify(event: CommerceEvent): { id: string; content: string } {
  switch (event.type) {
    case "user.registered":
      return { id: event.user.userId, content: contentOf.users(event.user) };
    case "product.listed":
      return { id: event.product.productId, content: contentOf.products(event.product) };
    case "order.placed":
      return { id: event.order.orderId, content: contentOf.orders(event.order) };
    default:
      return event satisfies never;
  }
}

/** The fields of a row that must be stored unchanged, as one text: compact enough for every order of a long run. */
export const contentOf = {
  users: (user: User) => fields(user.name, user.birthYear, user.address, user.email, user.createdAt),
  products: (product: Product) => fields(product.name, product.category, product.price, product.createdAt),
  orders: (order: Order) => fields(...lineOf(order), order.createdAt),
  untimedOrders: (order: Order) => fields(...lineOf(order)),
} as const;

function lineOf(order: Order) {
  return [
    order.quantity,
    order.totalAmount,
    order.userId,
    order.productId,
    order.shippingCost,
    order.discountAmount,
    order.paymentMethod,
    order.status,
  ];
}

function fields(...values: readonly (string | number | Date | null)[]): string {
  return values.map((value) => value instanceof Date ? value.toISOString() : String(value)).join(" | ");
}
