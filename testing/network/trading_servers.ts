import { FaultyCalls } from "./faulty_calls.ts";
import { type FeedRecord, feedServer } from "./feed_server.ts";

interface ServedListing {
  readonly id: string;
  readonly sku: string;
  revision: number;
  title: string;
  price: number;
  stock: number;
  isWithdrawn: boolean;
}

export interface TradingServer extends AsyncDisposable, Pick<FaultyCalls, "calls" | "faults" | "token" | "barrier"> {
  readonly url: string;
}

export interface MarketplaceServer extends TradingServer {
  readonly listings: Map<string, ServedListing>;
  readonly orders: FeedRecord[];
}

export interface SupplierServer extends TradingServer {
  /** The records of its feeds, by kind; placed orders are among `orders`. */
  readonly records: Map<string, FeedRecord[]>;
  readonly placed: Map<string, PlacedOrder>;
  readonly soldOut: Set<string>;
}

interface PlacedOrder {
  readonly id: string;
  readonly reference: string;
  readonly itemId: string;
  /** What was sent of it. */
  readonly option?: string;
  readonly price?: number;
  readonly quantity: number;
  status: "PLACED" | "CONFIRMED" | "CANCEL_REQUESTED" | "SHIPPED" | "CANCELLED";
  /** By how many calls it was asked for. */
  cancelRequests?: number;
}

type Handler = (request: Request, path: string, url: URL) => Promise<Response | null>;

/** A market on loopback: listings by idempotency key and revision, orders as a feed, faults on demand. */
export function marketplaceServer(orders: readonly FeedRecord[] = []): MarketplaceServer {
  const listings = new Map<string, ServedListing>();
  const byKey = new Map<string, string>();
  const feed = feedServer({ orders });
  let nextId = 100;
  const base = tradingServer(feed.url, async (request, path, url) => {
    if (request.method === "POST" && path === "/listings") {
      const key = request.headers.get("idempotency-key") ?? crypto.randomUUID();
      const { sku, revision, title, price, stock } = await request.json();
      const known = listings.get(byKey.get(key) ?? "");
      if (known) return Response.json({ id: known.id });
      const id = `L-${nextId++}`;
      byKey.set(key, id);
      listings.set(id, { id, sku, revision, title, price, stock, isWithdrawn: false });
      return Response.json({ id }, { status: 201 });
    }
    const id = path.startsWith("/listings/") ? decodeURIComponent(path.slice("/listings/".length)) : null;
    const sku = url.searchParams.get("sku");
    const listing = id !== null ? listings.get(id) : [...listings.values()].find((each) => each.sku === sku);
    if (request.method === "PUT") {
      const { revision, title, price, stock } = await request.json();
      if (!listing || listing.isWithdrawn) return Response.json({ reason: "gone" }, { status: 404 });
      if (revision >= listing.revision) Object.assign(listing, { revision, title, price, stock });
      return Response.json({ id: listing.id });
    }
    if (request.method === "DELETE") {
      if (!listing) return new Response(null, { status: 404 });
      listing.isWithdrawn = true;
      return new Response(null, { status: 204 });
    }
    return null;
  });
  return Object.assign(base, {
    listings,
    orders: feed.records.get("orders")!,
    [Symbol.asyncDispose]: async () => {
      await base.shutdown();
      await feed[Symbol.asyncDispose]();
    },
  });
}

/** A supplier on loopback: its feeds, and orders by idempotency key with their cancellations. */
export function supplierServer(records: Readonly<Record<string, readonly FeedRecord[]>> = {}): SupplierServer {
  const feed = feedServer({ orders: [], ...records });
  const placed = new Map<string, PlacedOrder>();
  const cancelledEarly = new Set<string>();
  const soldOut = new Set<string>();
  const base = tradingServer(feed.url, async (request, path) => {
    if (request.method === "POST" && path === "/orders") {
      const { reference, lines: [line] } = await request.json();
      const known = placed.get(reference);
      if (known) return Response.json({ id: known.id });
      if (cancelledEarly.has(reference)) return Response.json({ reason: "cancelled before" }, { status: 409 });
      if (soldOut.has(line.itemId)) return Response.json({ reason: "sold out" }, { status: 422 });
      const id = `S-${placed.size + 1}`;
      const { itemId, option, price, quantity } = line;
      placed.set(reference, { id, reference, itemId, option, price, quantity, status: "PLACED" });
      feed.records.get("orders")!.push({ id, reference, status: "CONFIRMED", lines: [line] });
      return Response.json({ id }, { status: 201 });
    }
    const [, reference] = /^\/orders\/([^/]+)\/cancellation$/.exec(path) ?? [];
    if (request.method === "PUT" && reference) {
      const order = placed.get(reference);
      if (order?.status === "SHIPPED") return Response.json({ reason: "it is on its way" }, { status: 409 });
      if (order?.status === "CANCEL_REQUESTED") return Response.json({}, { status: 202 });
      if (order?.status === "CONFIRMED") {
        if (order.cancelRequests) return Response.json({ reason: "it is prepared" }, { status: 409 });
        Object.assign(order, { status: "CANCEL_REQUESTED", cancelRequests: 1 });
        return Response.json({}, { status: 202 });
      }
      if (order) order.status = "CANCELLED";
      else cancelledEarly.add(reference);
      return Response.json({});
    }
    return null;
  });
  return Object.assign(base, {
    records: feed.records,
    placed,
    soldOut,
    [Symbol.asyncDispose]: async () => {
      await base.shutdown();
      await feed[Symbol.asyncDispose]();
    },
  });
}

/** Passes readings to the feed; faults and barriers apply to every other call. */
function tradingServer(feedUrl: string, handle: Handler) {
  const state = new FaultyCalls(null, {
    "500": () => new Response("oops", { status: 500 }),
    unauthorized: () => new Response("{}", { status: 401 }),
    refused: () => Response.json({ reason: "not like this" }, { status: 422 }),
  });
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const url = new URL(request.url);
    const call = `${request.method} ${url.pathname}`;
    await state.begin(call);
    if (request.method === "GET") {
      if (state.token !== null && request.headers.get("authorization") !== `Bearer ${state.token}`) {
        return new Response("{}", { status: 401 });
      }
      const answer = await fetch(`${feedUrl}${url.pathname}${url.search}`, { headers: request.headers });
      const body = answer.status === 304 ? null : await answer.text();
      return new Response(body, { status: answer.status, headers: answer.headers });
    }
    return await state.answer(
      call,
      state.faults.shift(),
      async () => await handle(request, url.pathname, url) ?? new Response("{}", { status: 404 }),
    );
  });
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.addr.port}`,
    shutdown: async () => {
      state.stop();
      await server.shutdown();
    },
  });
}
