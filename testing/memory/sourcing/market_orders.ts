import type {
  IngestedOrders,
  OrderBook,
  OrderFilter,
  Orders,
  ReceivedOrder,
} from "../../../application/sourcing/ports/orders.ts";
import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { KnownLine, LineStep, Order, ReceivedLine } from "../../../domain/sourcing/order.ts";
import { type MemoryMarketplaceState, pageOf } from "./marketplace_state.ts";

export class MemoryMarketOrders implements OrderBook, Orders {
  readonly writes = "market";
  readonly #state: MemoryMarketplaceState;

  constructor(state: MemoryMarketplaceState) {
    this.#state = state;
  }

  take(
    received: readonly ReceivedOrder[],
    decide: (known: KnownLine | null, line: ReceivedLine) => LineStep,
  ): Promise<IngestedOrders> {
    const total = { orders: 0, supplierOrders: 0, cancelled: 0, unreadable: 0 };
    for (const { rawId, lines, error } of received) {
      const raw = this.#state.raws.get(rawId);
      if (!raw || raw.isProcessed || !raw.isCurrent) continue;
      this.#state.raws.set(rawId, { ...raw, isProcessed: true, error });
      if (error !== null) total.unreadable++;
      for (const line of lines) {
        const { order, supplierOrder, outcome } = decide(this.#known(line), line);
        this.#state.orders.set(order.id, order);
        if (supplierOrder) this.#state.supplierOrders.set(supplierOrder.id, supplierOrder);
        total.orders += Number(outcome === "added" || outcome === "planned");
        total.supplierOrders += Number(outcome === "planned");
        total.cancelled += Number(outcome === "cancelled");
      }
    }
    return Promise.resolve(total);
  }

  findAll(ids: readonly string[]): Promise<Order[]> {
    return Promise.resolve(ids.flatMap((id) => this.#state.orders.get(id) ?? []));
  }

  list(page: PageRequest, { status, marketAccountId }: OrderFilter = {}): Promise<Page<Order>> {
    const wanted = [...this.#state.orders.values()].filter((order) =>
      (status ?? order.status) === order.status &&
      (marketAccountId ?? order.marketAccountId) === order.marketAccountId
    );
    return Promise.resolve(pageOf(wanted, page));
  }

  #known(line: ReceivedLine): KnownLine | null {
    const { orders, supplierOrders } = this.#state;
    const order = [...orders.values()].find((each) =>
      each.marketAccountId === line.order.marketAccountId && each.externalOrderId === line.order.externalOrderId &&
      each.externalLineId === line.order.externalLineId
    );
    if (!order) return null;
    return { order, supplierOrder: [...supplierOrders.values()].find(({ orderId }) => orderId === order.id) ?? null };
  }
}
