/** One question to a feed. */
export interface FeedRequest {
  /** What of the feed, as its address names it: `items`, `orders`, … */
  readonly kind: string;
  /** As the page before gave it; `null` for the first. */
  readonly cursor: string | null;
  /** Only what changed since then; `null` for everything. */
  readonly updatedSince: Date | null;
  /** Of the first page that was read last time: the feed may say that nothing has changed. */
  readonly etag: string | null;
  /** What to look for, in feeds that can be asked. */
  readonly query?: string;
}

export interface FeedPage {
  readonly outcome: "page";
  /** As they came; not checked. */
  readonly records: readonly unknown[];
  /** `null` on the last page. */
  readonly nextCursor: string | null;
  readonly etag: string | null;
  /** The feed's own clock when it answered; `null` when it does not say. */
  readonly asOf: Date | null;
}

/** "gone": the cursor is no longer known, and reading has to begin again. */
export type FeedAnswer = FeedPage | { readonly outcome: "not_modified" } | { readonly outcome: "gone" };

/** One call of a feed and how it ended, without credentials. */
export interface FeedAttempt {
  readonly url: string;
  readonly attempt: number;
  /** Of HTTP; `null` when no answer came. */
  readonly status: number | null;
  readonly items: number | null;
  readonly bytes: number | null;
  readonly etag: string | null;
  readonly durationMs: number;
  readonly error: string | null;
}

/** The feed will not answer, however often it is asked: a wrong token, an unknown address, an answer nobody can read. */
export class FeedRefused extends Error {
  override readonly name = "FeedRefused";
}

/**
 * Records of a supplier or a market, page by page.
 *
 * `read` keeps to the pace it was opened with, and tries again what may go better later (no answer, 429, 5xx), as long as
 * the feed asks for; each try is told to `onAttempt` before the next one. Throws `Outage` when it has tried enough,
 * `FeedRefused` when trying again can't help, and the signal's reason when it is aborted.
 */
export interface RecordFeed {
  read(
    request: FeedRequest,
    options: { readonly signal: AbortSignal; readonly onAttempt: (attempt: FeedAttempt) => Promise<void> },
  ): Promise<FeedAnswer>;
}
