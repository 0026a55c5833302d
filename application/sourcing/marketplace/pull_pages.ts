import { type FeedAttempt, type FeedPage, FeedRefused, type RecordFeed } from "../ports/partners.ts";
import type { PullCounts, PullPosition } from "../ports/orders.ts";

export interface PulledPages extends PullCounts {
  readonly pages: number;
  readonly unreadable: number;
}

interface PullSource {
  readonly kind: string;
  readonly feed: RecordFeed;
  readonly position: PullPosition;
  /** For a cursor that the feed no longer knows. */
  readonly restart: () => Promise<PullPosition>;
  /** With the position after it; "replaced" when another process is ahead. */
  readonly store: (
    page: FeedPage,
    from: string | null,
  ) => Promise<PullCounts & Pick<PulledPages, "unreadable"> | "replaced">;
}

interface PullOptions {
  readonly signal: AbortSignal;
  readonly onAttempt?: ((attempt: FeedAttempt) => void) | undefined;
  readonly onPage?: ((pulled: PulledPages) => void) | undefined;
}

export const NOTHING_PULLED: PulledPages = { pages: 0, added: 0, changed: 0, unchanged: 0, unreadable: 0 };

const MAX_RESTARTS = 3;

/** From the stored position to the end of a marketplace's feed. Throws `Outage` and `FeedRefused`. */
export async function pullPages(
  { kind, feed, position: first, restart, store }: PullSource,
  { signal, onAttempt, onPage }: PullOptions,
): Promise<PulledPages> {
  let position = first;
  let pulled = NOTHING_PULLED;
  for (let restarts = 0; !signal.aborted;) {
    const answer = await feed.read({ kind, ...position, etag: null }, {
      signal,
      onAttempt: (attempt) => Promise.resolve(onAttempt?.(attempt)),
    });
    if (answer.outcome === "not_modified") break;
    if (answer.outcome === "gone") {
      if (++restarts > MAX_RESTARTS) {
        throw new FeedRefused(`Cannot pull ${kind}: the market forgets its cursors again and again`);
      }
      position = await restart();
      continue;
    }
    const { nextCursor } = answer;
    if (nextCursor !== null && nextCursor === position.cursor) {
      throw new FeedRefused(`Cannot pull ${kind}: the page after ${nextCursor} is that page itself`);
    }
    const stored = await store(answer, position.cursor);
    // Another process reads the same account, and is ahead.
    if (stored === "replaced") break;
    pulled = {
      pages: pulled.pages + 1,
      added: pulled.added + stored.added,
      changed: pulled.changed + stored.changed,
      unchanged: pulled.unchanged + stored.unchanged,
      unreadable: pulled.unreadable + stored.unreadable,
    };
    onPage?.(pulled);
    if (nextCursor === null) break;
    position = { ...position, cursor: nextCursor };
  }
  return pulled;
}
