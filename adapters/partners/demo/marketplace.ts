import { z } from "zod";
import { demoBenchmarks } from "../../../domain/sourcing/simulation/demo_benchmarks.ts";
import { demoOrders } from "../../../domain/sourcing/simulation/demo_orders.ts";
import type { DemoState } from "./state.ts";
import { changedSince, type DemoContext } from "./supplier.ts";

const listingSchema = z.object({
  sku: z.guid(),
  revision: z.int(),
  title: z.string(),
  price: z.int().min(1),
  stock: z.int().min(0),
});

/** Speaks the JSON protocol: listings, orders of simulated buyers, and what sells well. `null`: no such path. */
export function answerAsMarketplace(
  { seed, state, now }: DemoContext,
  { method, path, query, body }: { method: string; path: string; query: URLSearchParams; body: unknown },
): Response | null {
  if (method === "GET" && path === "/orders") {
    const offers = state.listings.filter(({ isWithdrawn, stock }) => !isWithdrawn && stock > 0);
    const due = demoOrders(seed, offers, { last: state.lastOrderAt, made: state.ordersMade, now });
    if (due.length > 0 || offers.length === 0) state.lastOrderAt = now;
    state.ordersMade += due.length;
    state.orders.push(...due);
    const items = changedSince(state.orders.map((order) => asOrder(order, now)), query);
    return Response.json({ items, nextCursor: null, asOf: now });
  }
  if (method === "GET" && path === "/best-sellers/products") {
    return Response.json({ items: demoBenchmarks(seed), nextCursor: null, asOf: now });
  }
  const id = path.startsWith("/listings/") ? decodeURIComponent(path.slice("/listings/".length)) : null;
  const place = state.listings.findLastIndex((each) => id === null ? each.sku === query.get("sku") : each.id === id);
  const known = state.listings[place];
  if (method === "DELETE" && path.startsWith("/listings")) {
    if (!known) return new Response(null, { status: 404 });
    state.listings[place] = { ...known, isWithdrawn: true };
    return new Response(null, { status: 204 });
  }
  if (!(method === "POST" && path === "/listings") && !(method === "PUT" && id !== null)) return null;
  const given = listingSchema.safeParse(body);
  if (!given.success) return Response.json({ reason: "상품을 읽을 수 없습니다" }, { status: 400 });
  if (method === "PUT") {
    if (!known || known.isWithdrawn) return Response.json({ reason: "없는 상품입니다" }, { status: 404 });
    if (given.data.revision >= known.revision) state.listings[place] = { ...known, ...given.data };
    return Response.json({ id: known.id });
  }
  const before = state.listings.find(({ sku, isWithdrawn }) => sku === given.data.sku && !isWithdrawn);
  if (before) return Response.json({ id: before.id });
  const listing = { ...given.data, id: `DL-${++state.listingsMade}`, isWithdrawn: false };
  state.listings.push(listing);
  return Response.json({ id: listing.id }, { status: 201 });
}

function asOrder({ id, sku, productName, quantity, unitPrice, ...order }: DemoState["orders"][number], now: Date) {
  const cancelledAt = order.cancelledAt !== null && order.cancelledAt <= now ? order.cancelledAt : null;
  return {
    id,
    status: cancelledAt === null ? "PAID" : "CANCELLED",
    orderedAt: order.orderedAt,
    updatedAt: cancelledAt ?? order.orderedAt,
    buyer: { name: order.buyer },
    receiver: { name: order.buyer, phone: "010-0000-0000", postcode: "00000", address: order.address },
    lines: [{ id: `${id}-1`, sku, productName, quantity, unitPrice }],
  };
}
