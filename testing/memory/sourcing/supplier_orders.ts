import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type {
  PauseListing,
  SupplierOrderArrival,
  SupplierOrderBook,
  SupplierOrderFilter,
  SupplierOrders,
} from "../../../application/sourcing/ports/orders.ts";
import type { SupplierOrderId } from "../../../domain/sourcing/ids.ts";
import type { SupplierOrder, SupplierOrderStep } from "../../../domain/sourcing/supplier_order.ts";
import { byId, type MemoryMarketplaceState, pageOf } from "./marketplace_state.ts";

const DUE: readonly string[] = ["WAITING", "PLACING", "CANCELLING"];

export class MemorySupplierOrders implements SupplierOrders, SupplierOrderBook {
  readonly writes = "market";
  readonly #state: MemoryMarketplaceState;

  constructor(state: MemoryMarketplaceState) {
    this.#state = state;
  }

  list(page: PageRequest, { status, supplierAccountId }: SupplierOrderFilter = {}): Promise<Page<SupplierOrder>> {
    const wanted = this.#all().filter((each) =>
      (status ?? each.status) === each.status &&
      (supplierAccountId ?? each.supplierAccountId) === each.supplierAccountId
    );
    return Promise.resolve(pageOf(wanted, page));
  }

  ofOrders(orderIds: readonly string[]): Promise<SupplierOrder[]> {
    return Promise.resolve(this.#all().filter(({ orderId }) => orderIds.includes(orderId)));
  }

  due(after: SupplierOrderId | null, limit: number): Promise<SupplierOrder[]> {
    return Promise.resolve(
      this.#all().filter(({ id, status }) => DUE.includes(status) && (after === null || id > after))
        .toSorted(byId).slice(0, limit),
    );
  }

  change(
    id: SupplierOrderId,
    decide: (supplierOrder: SupplierOrder) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<SupplierOrder | null> {
    const supplierOrder = this.#state.supplierOrders.get(id);
    return Promise.resolve(supplierOrder ? this.#write(supplierOrder, decide(supplierOrder), pause) : null);
  }

  follow(
    arrivals: readonly SupplierOrderArrival[],
    decide: (supplierOrder: SupplierOrder, arrival: SupplierOrderArrival) => SupplierOrderStep,
    pause: PauseListing,
  ): Promise<number> {
    const fresh = new Set(this.#state.note(arrivals.map(({ message }) => message)));
    let changed = 0;
    for (const arrival of arrivals.filter(({ message }) => fresh.has(message))) {
      const supplierOrder = this.#all().find((each) =>
        each.supplierAccountId === arrival.supplierAccountId &&
        (each.externalId === arrival.externalId || each.id === arrival.reference)
      );
      if (supplierOrder && this.#write(supplierOrder, decide(supplierOrder, arrival), pause) !== supplierOrder) {
        changed++;
      }
    }
    return Promise.resolve(changed);
  }

  #write(before: SupplierOrder, step: SupplierOrderStep, pause: PauseListing): SupplierOrder {
    const { supplierOrder, order } = step;
    if (supplierOrder === before) return before;
    const { supplierOrders, orders, listings } = this.#state;
    supplierOrders.set(supplierOrder.id, supplierOrder);
    const known = orders.get(supplierOrder.orderId);
    if (known && order) orders.set(known.id, { ...known, ...order });
    const now = orders.get(supplierOrder.orderId);
    if (now && step.receiver) {
      const { name: receiverName, phone: receiverPhone, postcode: receiverPostcode, address: receiverAddress } =
        step.receiver;
      orders.set(now.id, { ...now, receiverName, receiverPhone, receiverPostcode, receiverAddress });
    }
    const listing = listings.get(known?.listingId ?? "");
    if (listing && step.pause) listings.set(listing.id, pause(listing, step.pause));
    return supplierOrder;
  }

  #all(): SupplierOrder[] {
    return [...this.#state.supplierOrders.values()];
  }
}
