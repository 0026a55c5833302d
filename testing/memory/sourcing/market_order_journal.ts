import type {
  MarketOrderJournal,
  OrderPage,
  PullCounts,
  PulledOrder,
  PullPosition,
  WaitingOrder,
} from "../../../application/sourcing/ports/orders.ts";
import { type MarketAccountId, rawIdSchema } from "../../../domain/sourcing/ids.ts";
import type { MemoryMarketplaceState } from "./marketplace_state.ts";

const NOWHERE = { cursor: null, syncedUntil: null, roundBeganAt: null };

export class MemoryMarketOrderJournal implements MarketOrderJournal {
  readonly writes = "market";
  readonly #state: MemoryMarketplaceState;
  readonly #newId: () => string;

  constructor(state: MemoryMarketplaceState, newId: () => string) {
    this.#state = state;
    this.#newId = newId;
  }

  position(accountId: MarketAccountId): Promise<PullPosition> {
    const { cursor, syncedUntil } = this.#state.positions.get(accountId) ?? NOWHERE;
    return Promise.resolve({ cursor, updatedSince: syncedUntil });
  }

  restart(accountId: MarketAccountId): Promise<PullPosition> {
    const position = this.#state.positions.get(accountId) ?? NOWHERE;
    this.#state.positions.set(accountId, { ...position, cursor: null, roundBeganAt: null });
    return this.position(accountId);
  }

  store(accountId: MarketAccountId, { from, next, asOf, orders }: OrderPage): Promise<PullCounts | "replaced"> {
    const position = this.#state.positions.get(accountId) ?? NOWHERE;
    if (position.cursor !== from) return Promise.resolve("replaced");
    const beganAt = from === null ? asOf : position.roundBeganAt ?? asOf;
    this.#state.positions.set(accountId, {
      cursor: next,
      roundBeganAt: next === null ? null : beganAt,
      syncedUntil: next === null ? beganAt : position.syncedUntil,
    });
    const counts = { added: 0, changed: 0, unchanged: 0 };
    const latest = new Map(orders.map((order) => [order.externalId, order]));
    for (const order of latest.values()) counts[this.#keep(accountId, order)]++;
    return Promise.resolve({ ...counts, unchanged: counts.unchanged + orders.length - latest.size });
  }

  waiting(limit: number): Promise<WaitingOrder[]> {
    const waiting = [...this.#state.raws.values()].filter(({ isCurrent, isProcessed }) => isCurrent && !isProcessed);
    return Promise.resolve(
      waiting.slice(0, limit).map(({ rawId, accountId, payload }) => ({ rawId, accountId, payload })),
    );
  }

  #keep(accountId: MarketAccountId, { externalId, hash, updatedAt, payload }: PulledOrder): keyof PullCounts {
    const { raws } = this.#state;
    const current = [...raws.values()].find((raw) =>
      raw.accountId === accountId && raw.externalId === externalId && raw.isCurrent
    );
    const isOlder = current?.updatedAt && updatedAt && updatedAt < current.updatedAt;
    if (current && (current.hash === hash || isOlder)) return "unchanged";
    if (current) raws.set(current.rawId, { ...current, isCurrent: false, isProcessed: true });
    const rawId = rawIdSchema.parse(this.#newId());
    const version = (current?.version ?? 0) + 1;
    const fresh = { isCurrent: true, isProcessed: false, error: null };
    raws.set(rawId, { ...fresh, rawId, accountId, externalId, version, hash, updatedAt, payload });
    return current ? "changed" : "added";
  }
}
