import type { Digest } from "../../domain/shared/digest.ts";
import { canonicalJson } from "../../domain/shared/canonical_json.ts";
import { ERASED_PAYLOAD, isUnderWay, marksIn } from "../../domain/sourcing/buyer.ts";
import { type MarketOrder, statusOfLine } from "../../domain/sourcing/market_order.ts";
import type { MarketAccountId } from "../../domain/sourcing/ids.ts";
import { type PulledPages, pullPages } from "./marketplace/pull_pages.ts";
import type { WritesOne } from "./one_database.ts";
import type { BuyerOfOrder, MarketOrderJournal, PulledOrder } from "./ports/orders.ts";
import type { FeedAttempt, PartnerFormat, RecordFeed } from "./ports/partners.ts";

export type PullMarketOrdersDeps = WritesOne<{
  readonly journal: MarketOrderJournal;
  readonly feed: RecordFeed;
  readonly format: Pick<PartnerFormat, "marketOrder" | "marketOrderIdentity" | "marketOrderWithoutBuyer">;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

interface PullMarketOrdersOptions {
  readonly accountId: MarketAccountId;
  readonly signal: AbortSignal;
  readonly onAttempt?: (attempt: FeedAttempt) => void;
  readonly onPage?: (pulled: PulledPages) => void;
}

/** Changes during a reading are read again by the next. */
const OVERLAP_MS = 300_000;

/**
 * Pages are stored with their position. Keeps unreadable orders, with the reason. Throws `Outage` and `FeedRefused`.
 */
export async function pullMarketOrders(
  { journal, feed, format, digest, clock }: PullMarketOrdersDeps,
  { accountId, ...options }: PullMarketOrdersOptions,
): Promise<PulledPages> {
  return await pullPages({
    kind: "orders",
    feed,
    position: await journal.position(accountId),
    restart: () => journal.restart(accountId),
    store: async ({ records, nextCursor, asOf }, from) => {
      const orders = records.map((raw) => readOrder(raw, format, digest));
      const stored = await journal.store(accountId, {
        from,
        next: nextCursor,
        asOf: new Date((asOf ?? clock()).getTime() - OVERLAP_MS),
        orders,
      });
      if (stored === "replaced") return stored;
      return { ...stored, unreadable: orders.filter(({ unreadable }) => unreadable !== null).length };
    },
  }, options);
}

export function readOrder(raw: unknown, format: PullMarketOrdersDeps["format"], digest: Digest): PulledOrder {
  const canonical = canonicalJson(raw) ?? "null";
  const hash = digest(canonical);
  const identity = format.marketOrderIdentity(raw);
  const parsed = format.marketOrder(raw);
  const unreadable = parsed.ok ? null : parsed.refusal.details.join("; ");
  const buyer = buyerOf(raw, parsed.ok ? parsed.value : null, format);
  if (identity) return { ...identity, payload: raw, hash, unreadable, buyer };
  // As text: it may not fit into the database's JSON.
  return {
    externalId: `unreadable-${hash.slice(0, 32)}`,
    updatedAt: null,
    payload: { text: canonical },
    hash,
    unreadable,
    buyer,
  };
}

function buyerOf(
  raw: unknown,
  order: MarketOrder | null,
  format: Pick<PartnerFormat, "marketOrderWithoutBuyer">,
): BuyerOfOrder {
  return {
    marks: marksIn(raw),
    orderId: order?.id ?? null,
    orderedAt: order?.orderedAt ?? null,
    isUnderWay: order?.lines.some((line) => isUnderWay(statusOfLine(order, line))) ?? false,
    withoutBuyer: () => {
      const without = order && format.marketOrderWithoutBuyer(raw);
      return without?.ok ? without.value : ERASED_PAYLOAD;
    },
  };
}
