import { z } from "zod";
import { Outage, reasonOf } from "../../../application/shared/fault.ts";
import {
  type FeedAnswer,
  type FeedAttempt,
  FeedRefused,
  type FeedRequest,
  type RecordFeed,
} from "../../../application/sourcing/ports/record_feed.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { mayGoBetter, pauseAfter, readText, retryAfter } from "./retry_rules.ts";

export interface HttpFeedOptions {
  /** `<url>/<kind>` answers with a page. */
  readonly url: string;
  /** Sent as `Authorization: Bearer`; `null` for a feed that asks for none. */
  readonly token: string | null;
  readonly requestsPerMinute: number;
  /** Records wanted on a page; the feed may give fewer. */
  readonly pageSize?: number;
  /** Tries of one page before it is given up for now. */
  readonly tries?: number;
  /** Waits; resolves early when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly random: () => number;
}

const PAGE_SIZE = 500;
const TRIES = 6;
const ANSWER_WITHIN_MS = 30_000;

/** Kept in the database from page to page, and sent back in the address. */
const cursor = z.string().min(1).max(4_000)
  .refine((text) => text.isWellFormed() && !text.includes("\0"), "expected text without NUL");

const pageSchema = z.object({
  items: z.array(z.unknown()),
  nextCursor: z.union([cursor, z.int().transform(String)]).nullish(),
  asOf: instant.nullish(),
});

/** What came of one try: an answer, or a pause before the next. */
type Tried = { readonly answer: FeedAnswer } | { readonly again: Error; readonly afterMs: number | null };

/**
 * A feed of JSON pages over HTTP: `GET <url>/<kind>?cursor=&updatedSince=&limit=&query=` answers
 * `{"items": […], "nextCursor": "…" or null, "asOf": "…"}`, with an `ETag` that `If-None-Match` may be sent with.
 */
export class HttpFeed implements RecordFeed {
  readonly #options: HttpFeedOptions;
  #nextAt = 0;

  constructor(options: HttpFeedOptions) {
    this.#options = options;
  }

  async read(request: FeedRequest, { signal, onAttempt }: Parameters<RecordFeed["read"]>[1]): Promise<FeedAnswer> {
    const { tries = TRIES, sleep, random } = this.#options;
    for (let attempt = 1;; attempt++) {
      await this.#takeTurn(signal);
      const tried = await this.#try(request, attempt, signal, onAttempt);
      if ("answer" in tried) return tried.answer;
      if (attempt >= tries) throw new Outage(`the feed at ${this.#options.url}`, tried.again);
      await sleep(tried.afterMs ?? pauseAfter(attempt, random()), signal);
    }
  }

  /** Keeps the pace, whoever calls: each call takes the next free moment. */
  async #takeTurn(signal: AbortSignal): Promise<void> {
    const { now, sleep, requestsPerMinute } = this.#options;
    const at = Math.max(now(), this.#nextAt);
    this.#nextAt = at + 60_000 / requestsPerMinute;
    if (at > now()) await sleep(at - now(), signal);
    signal.throwIfAborted();
  }

  async #try(
    request: FeedRequest,
    attempt: number,
    signal: AbortSignal,
    onAttempt: (attempt: FeedAttempt) => Promise<void>,
  ): Promise<Tried> {
    const { token, now } = this.#options;
    const url = this.#urlOf(request);
    const began = now();
    const told = {
      url,
      attempt,
      status: null as number | null,
      items: null as number | null,
      bytes: null as number | null,
    };
    const tell = (error: string | null, etag: string | null = null) =>
      onAttempt({ ...told, etag, durationMs: now() - began, error });
    let text: string;
    let response: Response;
    try {
      response = await fetch(url, {
        headers: {
          accept: "application/json",
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(request.etag === null ? {} : { "if-none-match": request.etag }),
        },
        // A redirection could take the token to somebody else.
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
      told.status = response.status;
      text = await readText(response);
      told.bytes = text.length;
    } catch (error) {
      await tell(reasonOf(error));
      signal.throwIfAborted();
      return { again: error as Error, afterMs: null };
    }
    const etag = response.headers.get("etag");
    if (response.status === 304) {
      await tell(null, etag);
      return { answer: { outcome: "not_modified" } };
    }
    if (response.status === 410) {
      await tell("the cursor is gone");
      return { answer: { outcome: "gone" } };
    }
    if (!response.ok) {
      const error = new Error(`HTTP ${response.status}`);
      await tell(error.message);
      if (!mayGoBetter(response.status)) throw new FeedRefused(`Cannot read ${url}: ${error.message}`);
      return { again: error, afterMs: retryAfter(response.headers.get("retry-after")) };
    }
    const page = parsePage(text);
    if (typeof page === "string") {
      await tell(page);
      throw new FeedRefused(`Cannot read ${url}: ${page}`);
    }
    told.items = page.items.length;
    await tell(null, etag);
    const date = response.headers.get("date");
    const asOf = page.asOf ?? (date && !Number.isNaN(Date.parse(date)) ? new Date(date) : null);
    return { answer: { outcome: "page", records: page.items, nextCursor: page.nextCursor ?? null, etag, asOf } };
  }

  #urlOf({ kind, cursor, updatedSince, query }: FeedRequest): string {
    const url = new URL(this.#options.url);
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/${kind}`;
    url.searchParams.set("limit", String(this.#options.pageSize ?? PAGE_SIZE));
    if (cursor !== null) url.searchParams.set("cursor", cursor);
    if (updatedSince !== null) url.searchParams.set("updatedSince", updatedSince.toISOString());
    if (query) url.searchParams.set("query", query);
    return url.href;
  }
}

function parsePage(text: string): z.output<typeof pageSchema> | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "the answer is no JSON";
  }
  const parsed = pageSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  return `the answer is no page: ${parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)[0]}`;
}
