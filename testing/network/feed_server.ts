/** A supplier's or marketplace's records, which a test may change while they are read. */
export type FeedRecord = Readonly<Record<string, unknown>> | string | number | null;

export interface FeedServer extends AsyncDisposable {
  readonly url: string;
  readonly records: Map<string, FeedRecord[]>;
  readonly calls: string[];
  /** Answers the next calls instead of a page, in order. */
  readonly trouble: (Response | "hang_up")[];
  /** If set, delays each answer until it resolves. */
  barrier: ((call: number) => Promise<void>) | null;
  token: string | null;
  forgetCursors(): void;
}

/**
 * A supplier's or marketplace's feed on loopback: pages by cursor, changes since a time, entity tags, and faults on
 * demand.
 */
export function feedServer(records: Readonly<Record<string, readonly FeedRecord[]>> = {}): FeedServer {
  let epoch = 0;
  const feed = {
    records: new Map(Object.entries(records).map(([kind, list]) => [kind, [...list]])),
    calls: [] as string[],
    trouble: [] as (Response | "hang_up")[],
    barrier: null as FeedServer["barrier"],
    token: null as string | null,
  };
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const url = new URL(request.url);
    feed.calls.push(url.pathname + url.search);
    await feed.barrier?.(feed.calls.length);
    if (feed.token !== null && request.headers.get("authorization") !== `Bearer ${feed.token}`) {
      return new Response("who are you?", { status: 401 });
    }
    const trouble = feed.trouble.shift();
    if (trouble === "hang_up") {
      return new Response(
        new ReadableStream({
          start: (stream) => stream.enqueue(new TextEncoder().encode(`{"items":[`)),
          pull: (stream) => stream.error(),
        }),
      );
    }
    if (trouble) return trouble;
    return await answer(feed.records.get(url.pathname.slice(1)) ?? [], url.searchParams, request, epoch);
  });
  return Object.assign(feed, {
    url: `http://127.0.0.1:${server.addr.port}`,
    forgetCursors: () => void epoch++,
    [Symbol.asyncDispose]: () => server.shutdown(),
  });
}

async function answer(all: readonly FeedRecord[], query: URLSearchParams, request: Request, epoch: number) {
  const since = query.get("updatedSince");
  const wanted = all.filter((record) => {
    const updatedAt = (record as { updatedAt?: string } | null)?.updatedAt;
    return since === null || updatedAt === undefined || Date.parse(updatedAt) >= Date.parse(since);
  }).filter((record) => !query.has("query") || JSON.stringify(record).includes(query.get("query")!));
  const [ofEpoch, from] = (query.get("cursor") ?? `${epoch}.0`).split(".").map(Number) as [number, number];
  if (ofEpoch !== epoch) return new Response("gone", { status: 410 });
  const items = wanted.slice(from, from + Number(query.get("limit")));
  const next = from + items.length < wanted.length ? `${epoch}.${from + items.length}` : null;
  const body = JSON.stringify({ items, nextCursor: next });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(all)));
  const etag = `"${new Uint8Array(digest).toHex().slice(0, 16)}"`;
  if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers: { etag } });
  return new Response(body, { headers: { "content-type": "application/json", etag } });
}
