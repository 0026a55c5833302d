import { HighMarks } from "../../../../application/commerce/import/high_marks.ts";
import type { EventLog } from "../../../../application/commerce/ports/event_log.ts";
import type { Receipt } from "../../../../application/shared/log.ts";
import { type CommerceEvent, type Stream, streamOf } from "../../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../../domain/commerce/order.ts";
import type { Product } from "../../../../domain/commerce/product.ts";
import type { User } from "../../../../domain/commerce/user.ts";

/** One thing that was sent. Not acknowledged, it may be stored or not. */
export interface Entry {
  readonly content: string;
  acknowledged: boolean;
  /** Whether the content has the moment; without, whoever took it has set it. */
  readonly isTimed: boolean;
}

/** Everything that was sent to the log and, of orders, to the API, by id: what the store is compared with. */
export class Ledger {
  readonly entries: Readonly<Record<Stream, Map<string, Entry>>> = {
    users: new Map(),
    products: new Map(),
    orders: new Map(),
  };
  /** Records that nobody can store, by the id in their `ce_id` header: the code they must fail with. */
  readonly poisoned = new Map<string, string>();
  readonly marks = new HighMarks();

  /** Before the events are sent. The same event again, as a repeated call sends it, changes nothing. */
  attempt(events: readonly CommerceEvent[]): void {
    for (const event of events) {
      const entries = this.entries[streamOf(event)];
      const { id, content } = identify(event);
      if (!entries.has(id)) entries.set(id, { content, acknowledged: false, isTimed: true });
    }
  }

  /** Before an order is sent to the API, which notes when it was placed. */
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

  acknowledged(stream: Stream): number {
    return this.entries[stream].values().reduce((sum, { acknowledged }) => sum + Number(acknowledged), 0);
  }
}

/** Writes down what goes through it to the log. */
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

/** What of a row must come out as it went in, as one text: little enough to keep for every order of a long run. */
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
