import type {
  OrderBook,
  OrderFilter,
  Orders,
  ReceivedOrder,
  TakenOrders,
} from "../../../application/sourcing/ports/market_orders.ts";
import type { Page, PageRequest } from "../../../application/sourcing/ports/page.ts";
import { meetLine, type Order, type ReceivedLine } from "../../../domain/sourcing/order.ts";
import { type MemoryMarketplaceState, pageOf } from "./marketplace_state.ts";

export class MemoryMarketOrders implements OrderBook, Orders {
  readonly writes = "market";
  readonly #state: MemoryMarketplaceState;

  constructor(state: MemoryMarketplaceState) {
    this.#state = state;
  }

  take(received: readonly ReceivedOrder[]): Promise<TakenOrders> {
    const total = { orders: 0, supplierOrders: 0, cancelled: 0, unreadable: 0 };
    for (const { rawId, lines, error } of received) {
      const raw = this.#state.raws.get(rawId);
      if (!raw || raw.isProcessed || !raw.isCurrent) continue;
      this.#state.raws.set(rawId, { ...raw, isProcessed: true, error });
      if (error !== null) total.unreadable++;
      for (const line of lines) {
        const met = this.#meet(line);
        total.orders += Number(met === "added" || met === "planned");
        total.supplierOrders += Number(met === "planned");
        total.cancelled += Number(met === "cancelled");
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

  #meet(line: ReceivedLine): "added" | "planned" | "cancelled" | "met" {
    const { orders, supplierOrders } = this.#state;
    const order = [...orders.values()].find((each) =>
      each.marketAccountId === line.order.marketAccountId && each.externalOrderId === line.order.externalOrderId &&
      each.externalLineId === line.order.externalLineId
    );
    const supplierOrder = [...supplierOrders.values()].find(({ orderId }) => orderId === order?.id) ?? null;
    const met = order ? meetLine({ order, supplierOrder }, line) : { order: line.order, supplierOrder: line.plan };
    orders.set(met.order.id, met.order);
    if (met.supplierOrder) supplierOrders.set(met.supplierOrder.id, met.supplierOrder);
    if (!order) return met.supplierOrder ? "planned" : "added";
    return line.said === "CANCELLED" && order.status !== met.order.status ? "cancelled" : "met";
  }
}
