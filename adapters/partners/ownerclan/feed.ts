import { z } from "zod";
import {
  type FeedAnswer,
  FeedRefused,
  type FeedRequest,
  PartnerUnavailable,
  type RecordFeed,
} from "../../../application/sourcing/ports/partners.ts";
import { type GraphqlAnswer, type GraphqlCall, messagesOf, type OwnerclanApi, type TryOptions } from "./api.ts";
import { historiesQuery, itemsByKeysQuery, itemsQuery, ordersQuery } from "./queries.ts";

const DAY_MS = 86_400_000;
/** The longest span of `itemHistories`. */
const SPAN_MS = 7 * DAY_MS;
/** `allOrders` goes by the time of ordering: what may still change was ordered within this time. */
const ORDERS_CHANGE_FOR_MS = 60 * DAY_MS;
const PAGE_SIZE = 500;

const pageSchema = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  edges: z.array(z.object({ node: z.unknown() }).nullable()),
});

/** Of changes of items: first what is new, then what `itemHistories` names, week by week. */
const positionSchema = z.union([
  z.object({ step: z.literal("all"), after: z.string().nullable(), until: z.int().optional() }),
  z.object({ step: z.literal("histories"), after: z.string().nullable(), from: z.int(), until: z.int() }),
]);
type Position = z.output<typeof positionSchema>;

const historySchema = z.object({ itemKey: z.string().min(1).max(200) });

interface Connection {
  readonly records: readonly unknown[];
  readonly after: string | null;
  readonly asOf: Date | null;
}

export class OwnerclanFeed implements RecordFeed {
  readonly #api: OwnerclanApi;
  readonly #pageSize: number;

  constructor(api: OwnerclanApi, { pageSize = PAGE_SIZE }: { readonly pageSize?: number } = {}) {
    this.#api = api;
    this.#pageSize = pageSize;
  }

  async read({ kind, cursor, updatedSince }: FeedRequest, options: Required<TryOptions>): Promise<FeedAnswer> {
    const position = positionIn(cursor);
    if (position === null) return { outcome: "gone" };
    try {
      switch (kind) {
        case "items":
          return await this.#readItems(position, updatedSince, options);
        case "orders":
          return await this.#readOrders(position, updatedSince, options);
        default:
          // Nothing of the kind is read here, and so there is never anything new.
          return { outcome: "not_modified" };
      }
    } catch (error) {
      if (error instanceof PageRefused && position.after !== null && /cursor|after/i.test(error.message)) {
        return { outcome: "gone" };
      }
      throw asFeedRefused(error);
    }
  }

  async find(
    { kind, ids }: { readonly kind: string; readonly ids: readonly string[] },
    options: Required<TryOptions>,
  ): Promise<readonly unknown[]> {
    if (kind !== "items" || ids.length === 0) return [];
    try {
      return await this.#itemsByKeys(ids, options);
    } catch (error) {
      throw asFeedRefused(error);
    }
  }

  async #readItems(position: Position, since: Date | null, options: Required<TryOptions>): Promise<FeedAnswer> {
    if (position.step === "histories") return await this.#readHistories(position, options);
    const span = { dateFrom: since?.getTime() ?? null, dateTo: null };
    const page = await this.#page({
      query: itemsQuery({ first: this.#pageSize, after: position.after, ...span }),
    }, options);
    const until = position.until ?? (page.asOf ?? new Date()).getTime();
    if (page.after !== null) return answerOf(page, { step: "all", after: page.after, until });
    return answerOf(page, since === null ? null : { step: "histories", after: null, from: since.getTime(), until });
  }

  async #readHistories(
    { after, from, until }: Position & { readonly step: "histories" },
    options: Required<TryOptions>,
  ): Promise<FeedAnswer> {
    const to = Math.min(from + SPAN_MS, until);
    const page = await this.#page({
      query: historiesQuery({ first: this.#pageSize, after, dateFrom: from, dateTo: to }),
    }, options);
    const keys = [...new Set(page.records.flatMap((each) => historySchema.safeParse(each).data?.itemKey ?? []))];
    const found = keys.length === 0 ? [] : await this.#itemsByKeys(keys, options);
    const there = new Set(found.map(keyOf));
    const gone = keys.filter((key) => !there.has(key)).map((key) => ({ key, errors: "it is there no longer" }));
    const next = page.after !== null
      ? { step: "histories" as const, after: page.after, from, until }
      : to < until
      ? { step: "histories" as const, after: null, from: to, until }
      : null;
    return answerOf({ ...page, records: [...found, ...gone] }, next);
  }

  async #readOrders(position: Position, since: Date | null, options: Required<TryOptions>): Promise<FeedAnswer> {
    const dateFrom = since === null ? null : Math.max(0, since.getTime() - ORDERS_CHANGE_FOR_MS);
    const page = await this.#page({
      query: ordersQuery({ first: this.#pageSize, after: position.after, dateFrom }),
    }, options);
    return answerOf(page, page.after === null ? null : { step: "all", after: page.after });
  }

  async #itemsByKeys(keys: readonly string[], options: Required<TryOptions>): Promise<unknown[]> {
    const answer = await this.#api.read({ query: itemsByKeysQuery(keys) }, options);
    const { items } = answer.data ?? {};
    if (!Array.isArray(items)) throw new PageRefused(`Cannot read items: ${messagesOf(answer.errors)}`);
    return withErrors(items, answer, "items").filter((node) => node !== null);
  }

  async #page(call: GraphqlCall, options: Required<TryOptions>): Promise<Connection> {
    const answer = await this.#api.read(call, options);
    const parsed = pageSchema.safeParse(answer.data?.page);
    if (!parsed.success) {
      const why = answer.errors.length > 0 ? messagesOf(answer.errors) : "the answer is no page";
      throw new PageRefused(`Cannot read a page: ${why}`);
    }
    const { pageInfo: { hasNextPage, endCursor }, edges } = parsed.data;
    if (hasNextPage && !endCursor) throw new PageRefused("Cannot read a page: it says no cursor of the next one");
    return {
      records: withErrors(edges.map((edge) => edge?.node ?? null), answer, "page"),
      after: hasNextPage ? endCursor! : null,
      asOf: answer.asOf,
    };
  }
}

class PageRefused extends PartnerUnavailable {}

/** Errors beside data make the records that they are in unreadable; errors that are in none refuse the page. */
function withErrors(records: readonly unknown[], { errors }: GraphqlAnswer, field: "page" | "items"): unknown[] {
  const marked = [...records];
  for (const { path, message } of errors) {
    const nth = path?.[0] === field ? path.slice(1).find((part) => typeof part === "number") : undefined;
    if (nth === undefined || nth >= marked.length) {
      throw new PageRefused(`Cannot read a page: ${messagesOf(errors)}`);
    }
    const node = marked[nth];
    marked[nth] = { ...(node !== null && typeof node === "object" ? node : {}), errors: message.slice(0, 500) };
  }
  return marked;
}

function keyOf(node: unknown): unknown {
  return (node as { readonly key?: unknown } | null)?.key;
}

function positionIn(cursor: string | null): Position | null {
  if (cursor === null) return { step: "all", after: null };
  try {
    return positionSchema.parse(JSON.parse(cursor));
  } catch {
    return null;
  }
}

function answerOf({ records, asOf }: Connection, next: Position | null): FeedAnswer {
  const nextCursor = next === null ? null : JSON.stringify(next);
  return { outcome: "page", records, nextCursor, etag: null, asOf };
}

function asFeedRefused(error: unknown): unknown {
  return error instanceof PartnerUnavailable ? new FeedRefused(error.message) : error;
}
