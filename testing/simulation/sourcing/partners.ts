import type {
  ListingState,
  MarketplaceClient,
  Purchase,
  RecordFeed,
  SupplierClient,
} from "../../../application/sourcing/ports/partners.ts";
import type { ListingId } from "../../../domain/sourcing/ids.ts";
import type { SupplierOrder } from "../../../domain/sourcing/supplier_order.ts";

interface Offered {
  readonly revision: number;
  readonly stock: number;
  readonly isWithdrawn: boolean;
}

export interface Bought {
  readonly id: string;
  readonly listingId: string;
  readonly quantity: number;
  readonly unitPrice: number;
  status: "PAID" | "CANCELLED";
}

/** A marketplace and a supplier with the idempotency that their clients' contract asks for. */
export class SimulatedPartners implements MarketplaceClient, SupplierClient, RecordFeed {
  readonly offers = new Map<string, Offered>();
  readonly bought: Bought[] = [];
  /** By our id of the supplier's order. */
  readonly placed = new Map<string, { readonly item: string; status: "PLACED" | "CANCELLED" }>();
  readonly #cancelledEarly = new Set<string>();
  readonly soldOut = new Set<string>();
  readonly #now: () => Date;
  readonly #isKeyed: boolean;

  constructor(now: () => Date, isKeyed: boolean) {
    this.#now = now;
    this.#isKeyed = isKeyed;
  }

  publish(listing: ListingState) {
    const externalId = `L-${listing.id}`;
    if (!this.offers.has(externalId)) this.#offer(externalId, listing);
    return Promise.resolve({ outcome: "published", externalId } as const);
  }

  change(listing: ListingState & { readonly externalId: string }) {
    if (listing.revision >= (this.offers.get(listing.externalId)?.revision ?? 0)) {
      this.#offer(listing.externalId, listing);
    }
    return Promise.resolve({ outcome: "changed" } as const);
  }

  withdraw({ id }: { readonly id: ListingId }) {
    const there = this.offers.get(`L-${id}`);
    if (there) this.offers.set(`L-${id}`, { ...there, isWithdrawn: true });
    return Promise.resolve({ outcome: "withdrawn" } as const);
  }

  place({ supplierOrder: { id, supplierItemCode: item } }: Purchase) {
    const key = this.#isKeyed ? id : `${id} ${this.placed.size}`;
    const isKnown = this.placed.has(key);
    if (!isKnown && (this.soldOut.has(item) || this.#cancelledEarly.has(id))) {
      return Promise.resolve({ outcome: "refused", reason: "sold out" } as const);
    }
    if (!isKnown) this.placed.set(key, { item, status: "PLACED" });
    return Promise.resolve({ outcome: "placed", externalId: `S-${id}` } as const);
  }

  cancel({ id }: Pick<SupplierOrder, "id">) {
    const known = this.placed.get(id);
    if (known) known.status = "CANCELLED";
    else this.#cancelledEarly.add(id);
    return Promise.resolve({ outcome: "cancelled" } as const);
  }

  read() {
    const records = this.bought.map(({ id, listingId, quantity, unitPrice, status }) => ({
      id,
      status,
      orderedAt: "2026-03-02T09:00:00+09:00",
      buyer: { name: "김하늘" },
      receiver: { name: "김하늘", phone: "010-0000-0000", postcode: "04524", address: "서울 중구 세종대로 110" },
      lines: [{ id: `${id}-1`, sku: listingId, quantity, unitPrice }],
    }));
    return Promise.resolve({ outcome: "page", records, nextCursor: null, etag: null, asOf: this.#now() } as const);
  }

  #offer(externalId: string, { revision, offer: { stock } }: ListingState): void {
    this.offers.set(externalId, { revision, stock, isWithdrawn: false });
  }
}
