import type { Page, PageRequest } from "../../../application/sourcing/page.ts";
import type { WaitingOrder } from "../../../application/sourcing/ports/orders.ts";
import type { Listing } from "../../../domain/sourcing/listing.ts";
import type { Order } from "../../../domain/sourcing/order.ts";
import type { SupplierOrder } from "../../../domain/sourcing/supplier_order.ts";

interface MemoryRawOrder extends WaitingOrder {
  readonly externalId: string;
  readonly version: number;
  readonly isCurrent: boolean;
  readonly hash: string;
  readonly updatedAt: Date | null;
  readonly isProcessed: boolean;
  readonly error: string | null;
}

interface MemoryPosition {
  readonly cursor: string | null;
  readonly syncedUntil: Date | null;
  readonly roundBeganAt: Date | null;
}

/** The market database, shared by several memory adapters. */
export class MemoryMarketplaceState {
  readonly listings = new Map<string, Listing>();
  readonly orders = new Map<string, Order>();
  readonly supplierOrders = new Map<string, SupplierOrder>();
  readonly raws = new Map<string, MemoryRawOrder>();
  readonly positions = new Map<string, MemoryPosition>();
  readonly inbox = new Set<string>();

  /** Records messages as applied; returns those that are new. */
  note<M extends { readonly id: string }>(messages: readonly M[]): M[] {
    const fresh = messages.filter(({ id }) => !this.inbox.has(id));
    fresh.forEach(({ id }) => this.inbox.add(id));
    return fresh;
  }
}

export function pageOf<T extends { readonly id: string; readonly createdAt: Date }>(
  rows: Iterable<T>,
  { limit, after }: PageRequest,
): Page<T> {
  const keyOf = ({ createdAt, id }: T) => `${createdAt.toISOString()} ${id}`;
  const sorted = [...rows].toSorted((a, b) => keyOf(a) < keyOf(b) ? 1 : -1)
    .filter((row) => after === null || keyOf(row) < `${after.at} ${after.id}`);
  const shown = sorted.slice(0, limit);
  const last = sorted.length > limit ? shown.at(-1) : undefined;
  return { rows: shown, next: last ? { at: last.createdAt.toISOString(), id: last.id } : null };
}

export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}
