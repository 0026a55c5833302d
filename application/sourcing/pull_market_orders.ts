import type { Digest } from "../../domain/shared/digest.ts";
import { canonicalJson } from "../../domain/shared/canonical_json.ts";
import type { MarketAccountId } from "../../domain/sourcing/ids.ts";
import type { WritesOne } from "./one_database.ts";
import type { MarketOrderJournal, PulledOrder } from "./ports/orders.ts";
import { type FeedAttempt, FeedRefused, type PartnerFormat, type RecordFeed } from "./ports/partners.ts";

export type PullMarketOrdersDeps = WritesOne<{
  readonly journal: MarketOrderJournal;
  readonly feed: RecordFeed;
  readonly format: Pick<PartnerFormat, "marketOrder" | "marketOrderIdentity">;
  readonly digest: Digest;
  readonly clock: () => Date;
}>;

interface PullMarketOrdersOptions {
  readonly accountId: MarketAccountId;
  readonly signal: AbortSignal;
  readonly onAttempt?: (attempt: FeedAttempt) => void;
  readonly onPage?: (pulled: PulledOrders) => void;
}

export interface PulledOrders {
  readonly pages: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly unreadable: number;
}

const MAX_RESTARTS = 3;
/** Changes during a reading are read again by the next. */
const OVERLAP_MS = 300_000;

/**
 * Pages are stored with their position. Keeps unreadable orders, with the reason. Throws `Outage` and `FeedRefused`.
 */
export async function pullMarketOrders(
  { journal, feed, format, digest, clock }: PullMarketOrdersDeps,
  { accountId, signal, onAttempt, onPage }: PullMarketOrdersOptions,
): Promise<PulledOrders> {
  let position = await journal.position(accountId);
  let pulled: PulledOrders = { pages: 0, added: 0, changed: 0, unchanged: 0, unreadable: 0 };
  for (let restarts = 0; !signal.aborted;) {
    const answer = await feed.read({ kind: "orders", ...position, etag: null }, {
      signal,
      onAttempt: (attempt) => Promise.resolve(onAttempt?.(attempt)),
    });
    if (answer.outcome === "not_modified") break;
    if (answer.outcome === "gone") {
      if (++restarts > MAX_RESTARTS) {
        throw new FeedRefused("Cannot pull orders: the market forgets its cursors again and again");
      }
      position = await journal.restart(accountId);
      continue;
    }
    if (answer.nextCursor !== null && answer.nextCursor === position.cursor) {
      throw new FeedRefused(`Cannot pull orders: the page after ${answer.nextCursor} is that page itself`);
    }
    const orders = answer.records.map((raw) => readOrder(raw, format, digest));
    const stored = await journal.store(accountId, {
      from: position.cursor,
      next: answer.nextCursor,
      asOf: new Date((answer.asOf ?? clock()).getTime() - OVERLAP_MS),
      orders,
    });
    // Another process reads the same account, and is ahead.
    if (stored === "replaced") break;
    pulled = {
      pages: pulled.pages + 1,
      added: pulled.added + stored.added,
      changed: pulled.changed + stored.changed,
      unchanged: pulled.unchanged + stored.unchanged,
      unreadable: pulled.unreadable + orders.filter(({ unreadable }) => unreadable !== null).length,
    };
    onPage?.(pulled);
    if (answer.nextCursor === null) break;
    position = { ...position, cursor: answer.nextCursor };
  }
  return pulled;
}

function readOrder(raw: unknown, format: PullMarketOrdersDeps["format"], digest: Digest): PulledOrder {
  const canonical = canonicalJson(raw) ?? "null";
  const hash = digest(canonical);
  const identity = format.marketOrderIdentity(raw);
  const parsed = format.marketOrder(raw);
  const unreadable = parsed.ok ? null : parsed.refusal.details.join("; ");
  if (identity) return { ...identity, payload: raw, hash, unreadable };
  // As text: it may not fit into the database's JSON.
  return {
    externalId: `unreadable-${hash.slice(0, 32)}`,
    updatedAt: null,
    payload: { text: canonical },
    hash,
    unreadable,
  };
}
