import type {
  BuyerOfOrder,
  MarketOrderJournal,
  OrderPage,
  PullCounts,
  PulledOrder,
  PullPosition,
  WaitingOrder,
} from "../../../application/sourcing/ports/orders.ts";
import { asksForErasure, type BuyerMark, orderMark } from "../../../domain/sourcing/buyer.ts";
import type { MarketAccountId } from "../../../domain/sourcing/ids.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { inMarket, type MarketDb, type MarketScope } from "./database.ts";
import { ErasedBuyers } from "./buyers/erased_buyers.ts";
import { storeVersions } from "./store_versions.ts";

export class PostgresMarketOrderJournal implements MarketOrderJournal {
  readonly writes = "market";
  readonly #db: MarketDb;
  readonly #erased: ErasedBuyers;

  constructor(db: MarketDb, erased: ErasedBuyers = new ErasedBuyers()) {
    this.#db = db;
    this.#erased = erased;
  }

  position(accountId: MarketAccountId): Promise<PullPosition> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        select orders_cursor, orders_synced_until from market_accounts where id = ${accountId}`;
      return { cursor: row?.orders_cursor ?? null, updatedSince: row?.orders_synced_until ?? null };
    });
  }

  restart(accountId: MarketAccountId): Promise<PullPosition> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#db`
        update market_accounts set orders_cursor = null, orders_round_began_at = null where id = ${accountId}
        returning orders_synced_until`;
      return { cursor: null, updatedSince: row?.orders_synced_until ?? null };
    });
  }

  store(accountId: MarketAccountId, { from, next, asOf, orders }: OrderPage): Promise<PullCounts | "replaced"> {
    return inMarket(this.#db, async (scope) => {
      if (!await movePosition(scope, accountId, { from, next, asOf })) return "replaced";
      const stored = await storeVersions(
        scope,
        "market_order_raw",
        accountId,
        await this.#withoutErased(scope, accountId, orders),
      );
      await scope`
        update market_order_raw set processed_at = now(), process_error = 'a later version replaced it'
        where account_id = ${accountId} and processed_at is null and not is_current`;
      return { added: stored.added, changed: stored.changed, unchanged: stored.unchanged };
    });
  }

  /** An order under way keeps whom it is for, and is blanked when it ends. */
  async #withoutErased(
    scope: MarketScope,
    accountId: MarketAccountId,
    orders: readonly PulledOrder[],
  ): Promise<readonly PulledOrder[]> {
    const find = await this.#erased.share(scope);
    const ids = orders.flatMap(({ buyer }) => buyer.orderId ?? []);
    const blanked = new Set(
      (await scope`
        select distinct external_order_id as id from orders
        where market_account_id = ${accountId} and external_order_id = any (${ids}) and erased_at is not null`)
        .map(({ id }) => id),
    );
    const erased = await find?.(orders.flatMap(({ buyer }) => [...marksOf(accountId, buyer)])) ?? new Map();
    return orders.map((order) => {
      const { buyer } = order;
      const isErased = blanked.has(buyer.orderId) ||
        !buyer.isUnderWay && asksForErasure(marksOf(accountId, buyer), buyer.orderedAt, erased);
      return isErased ? { ...order, payload: buyer.withoutBuyer() } : order;
    });
  }

  waiting(limit: number): Promise<WaitingOrder[]> {
    return mapPostgresErrors(async () =>
      (await this.#db`
        select id, account_id, payload from market_order_raw where processed_at is null and is_current
        order by fetched_at, id limit ${limit}`)
        .map(({ id, account_id, payload }) => ({ rawId: id, accountId: account_id, payload }))
    );
  }
}

function marksOf(accountId: MarketAccountId, { marks, orderId }: BuyerOfOrder): ReadonlySet<BuyerMark> {
  return orderId === null ? marks : new Set([...marks, orderMark(accountId, orderId)]);
}

/** The fence: no row when the page was read from elsewhere. */
async function movePosition(
  scope: MarketScope,
  accountId: MarketAccountId,
  { from, next, asOf }: Pick<OrderPage, "from" | "next" | "asOf">,
): Promise<boolean> {
  const beganAt = from === null ? scope`${asOf}::timestamptz` : scope`coalesce(orders_round_began_at, ${asOf})`;
  const { count } = await scope`
    update market_accounts set orders_cursor = ${next},
      orders_round_began_at = ${next === null ? null : beganAt},
      orders_synced_until = ${next === null ? beganAt : scope`orders_synced_until`}
    where id = ${accountId} and orders_cursor is not distinct from ${from}`;
  return count === 1;
}
