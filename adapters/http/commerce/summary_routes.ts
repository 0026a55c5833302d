import { z } from "@hono/zod-openapi";
import type { Summary } from "../../../application/commerce/summarise.ts";
import type { Api } from "../server/api.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { pageLimit } from "../server/filters.ts";
import { Problem } from "../server/problem.ts";
import type { LiveFeed } from "./live_feed.ts";

const TAG = "Commerce";
const MAX_RECENT = 500;

const SUMMARY_EXAMPLE = {
  counts: { users: 10_240, products: 3_110, orders: 1_048_576 },
  buyers: 6_420,
  newUsers: 3_820,
  grades: { VIP: 310, GOLD: 1_120, SILVER: 2_840, BRONZE: 5_970 },
  pools: { users: 1_000, products: 1_000 },
  groups: [{ group: "orders_group", topic: "orders", lag: 12, lagSeconds: 0.8 }],
  cache: { hits: 51_200, misses: 12, hitRate: 0.9998 },
  unavailable: [],
  asOf: "2026-03-02T12:00:00.000Z",
};

const summaryRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/summary",
  operationId: "getSummary",
  tag: TAG,
  summary: "The shop and its pipeline at this moment",
  description: "What can't be reached is null and named in `unavailable`; the rest is still right.",
  answers: { 200: json("The summary", "Summary", SUMMARY_EXAMPLE) },
});

const recentRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/orders/recent",
  operationId: "listRecentOrders",
  tag: TAG,
  summary: "The orders stored last, newest first, with names masked",
  query: z.object({
    limit: pageLimit(MAX_RECENT, 20),
  }),
  answers: { 200: json("The orders", { type: "array", items: ref("Order") }) },
  problems: ["unavailable"],
});

const streamRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/stream",
  operationId: "streamCommerce",
  tag: TAG,
  summary: "Server-sent events for a live view",
  description: [
    "`summary`: a Summary, first of all. `changes`: every second, the fields of it that became others; the rest is as it",
    "was. `orders`: an array of Order, newest first, whenever there are new ones; the first has the latest fifty, the",
    "others as many whole carts as fit into some 3 KB, so a busy shop costs no more. `pools`: how both pools are made up,",
    "whenever that becomes another,",
    '`{"users": {"bought", "new"}, "products": {"ordered", "unsold"}}`. Comments keep the connection open.',
  ].join(" "),
  answers: {
    200: { description: "An endless stream", content: { "text/event-stream": { schema: ref("StreamEvent") } } },
  },
  problems: ["too_many_listeners"],
});

export function summaryRoutes(
  api: Api,
  live: {
    readonly summary: () => Promise<Summary>;
    readonly recentOrders: (count: number) => Promise<Order[]>;
    readonly feed: LiveFeed;
  },
): void {
  api.openapi(summaryRoute, async (c) => c.json(await live.summary()));

  api.openapi(recentRoute, async (c) => c.json(await live.recentOrders(c.req.valid("query").limit)));

  api.openapi(streamRoute, (c) => {
    const body = live.feed.listen();
    if (body === null) {
      throw new Problem("too_many_listeners", "Cannot take another listener now", { headers: { "retry-after": "10" } });
    }
    return c.body(body, 200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // nginx and similar proxies would buffer events.
      "x-accel-buffering": "no",
    });
  });
}
