import { z } from "zod";
import { reasonOf } from "../../../application/shared/fault.ts";
import {
  type FeedAnswer,
  type FeedAttempt,
  FeedRefused,
  type FeedRequest,
  type RecordFeed,
} from "../../../application/sourcing/ports/partners.ts";
import { instant } from "../../../domain/shared/instant.ts";
import { parseShape } from "../../../domain/shared/parse.ts";
import { storableText } from "../../../domain/shared/storable.ts";
import { fetchText, UnreadableText } from "../fetch_text.ts";
import { askedToRetry, isTemporary, PacedTries, type PaceOptions, type Tried } from "../paced_tries.ts";

export interface JsonFeedOptions extends PaceOptions {
  readonly url: string;
  readonly token: string | null;
  /** The feed may give fewer. */
  readonly pageSize?: number;
}

const PAGE_SIZE = 500;
const ANSWER_WITHIN_MS = 30_000;

/** Kept in the database, and sent in the address. */
const cursor = storableText.min(1).max(4_000);

const pageSchema = z.object({
  items: z.array(z.unknown()),
  nextCursor: z.union([cursor, z.int().transform(String)]).nullish(),
  asOf: instant.nullish(),
});

/** `GET <url>/<kind>?cursor=&updatedSince=&limit=&query=`: `{"items": […], "nextCursor": "…" or null, "asOf": "…"}`. */
export class JsonFeed implements RecordFeed {
  readonly #options: JsonFeedOptions;
  readonly #tries: PacedTries;

  constructor(options: JsonFeedOptions) {
    this.#options = options;
    this.#tries = new PacedTries(options);
  }

  read(request: FeedRequest, { signal, onAttempt }: Parameters<RecordFeed["read"]>[1]): Promise<FeedAnswer> {
    return this.#tries.run(
      `the feed at ${this.#options.url}`,
      signal,
      (attempt) => this.#try(request, attempt, signal, onAttempt),
    );
  }

  async #try(
    request: FeedRequest,
    attempt: number,
    signal: AbortSignal,
    onAttempt: (attempt: FeedAttempt) => Promise<void>,
  ): Promise<Tried<FeedAnswer>> {
    const { token } = this.#options;
    const url = this.#urlOf(request);
    const began = performance.now();
    const seen = {
      url,
      attempt,
      status: null as number | null,
      items: null as number | null,
      bytes: null as number | null,
    };
    const note = (error: string | null, etag: string | null = null) =>
      onAttempt({ ...seen, etag, durationMs: performance.now() - began, error });
    const fetched = await fetchText(url, {
      headers: {
        accept: "application/json",
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(request.etag === null ? {} : { "if-none-match": request.etag }),
      },
    }, { withinMs: ANSWER_WITHIN_MS, signal });
    if ("fault" in fetched) {
      const { fault } = fetched;
      seen.status = fetched.status;
      await note(reasonOf(fault));
      signal.throwIfAborted();
      if (fault instanceof UnreadableText) throw new FeedRefused(`Cannot read ${url}: ${fault.message}`);
      return { again: fault, afterMs: null };
    }
    const { response, text, date } = fetched;
    seen.status = response.status;
    seen.bytes = text.length;
    const etag = response.headers.get("etag");
    if (response.status === 304) {
      await note(null, etag);
      return { answer: { outcome: "not_modified" } };
    }
    if (response.status === 410) {
      await note("the cursor is gone");
      return { answer: { outcome: "gone" } };
    }
    if (!response.ok) {
      const error = new Error(`HTTP ${response.status}`);
      await note(error.message);
      if (!isTemporary(response.status)) throw new FeedRefused(`Cannot read ${url}: ${error.message}`);
      return askedToRetry(response, error);
    }
    const page = parsePage(text);
    if (typeof page === "string") {
      await note(page);
      throw new FeedRefused(`Cannot read ${url}: ${page}`);
    }
    seen.items = page.items.length;
    await note(null, etag);
    const { items: records, nextCursor = null, asOf } = page;
    return { answer: { outcome: "page", records, nextCursor, etag, asOf: asOf ?? date } };
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
  const parsed = parseShape(pageSchema, json, "page");
  return parsed.ok ? parsed.value : `the answer is no page: ${parsed.refusal.details[0]}`;
}
