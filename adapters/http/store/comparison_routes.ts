import { z } from "@hono/zod-openapi";
import { compareMenus } from "../../../application/store/compare_menus.ts";
import { businessDaySchema, hasNeighbours } from "../../../domain/store/business_day.ts";
import { instant } from "../../../domain/shared/instant.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { valueOf } from "../server/refusal.ts";
import type { StoreDeps } from "./deps.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

const time = instant.refine((at) => hasNeighbours(at.getUTCFullYear()));
const asOf = z.union([businessDaySchema, time], {
  error: "expected a day such as 2026-03-02, or a time such as 2026-03-02T12:00:00Z, in the years 1900 to 9998",
}).openapi({
  type: "string",
  anyOf: [{ format: "date" }, { format: "date-time" }],
  description: "A day, or a time with an offset",
  examples: ["2026-03-02", "2026-03-02T12:00:00Z"],
});

const sums = { units: 31, lines: 24, lateLines: 1, daysWithSales: 7 };
const EXAMPLE = {
  storeId: "1",
  timeZone: "Asia/Seoul",
  closingTime: "04:00",
  asOf: "2026-03-02T03:00:00.000Z",
  openDay: "2026-03-02",
  recent: {
    firstDay: "2026-02-24",
    lastDay: "2026-03-02",
    from: "2026-02-23T19:00:00.000Z",
    until: "2026-03-02T03:00:00.001Z",
    isComplete: false,
    amount: 279_000,
    ...sums,
  },
  previous: {
    firstDay: "2026-02-17",
    lastDay: "2026-02-23",
    from: "2026-02-16T19:00:00.000Z",
    until: "2026-02-23T19:00:00.000Z",
    isComplete: true,
    amount: 310_000,
    ...sums,
  },
  menus: [{
    menu: "김치찌개",
    status: "kept",
    recent: { amount: 180_000, units: 20, share: 180 / 279, rank: 1 },
    previous: { amount: 135_000, units: 15, share: 135 / 310, rank: 2 },
    difference: { amount: 45_000, units: 5 },
    rankChange: 1,
  }],
  lastReceivedAt: "2026-03-02T02:59:41.000Z",
  version: 318,
};

const route = describeRoute({
  method: "get",
  path: "/v1/stores/{store}/menu-comparison",
  operationId: "compareMenus",
  tag: STORES_TAG,
  summary: "The recent seven business days against the seven before, menu item by menu item",
  description: [
    "Days are the store's own: its time zone, its closing time. `asOf` is a time (the seven days end with its business",
    "day, as far as that had come), or a business day (they end with all of it); without it, now. The answer says which",
    "day was still under way, and how many sales came in late.",
  ].join(" "),
  params: storeParam,
  query: z.object({ asOf: asOf.optional() }),
  answers: { 200: json("The comparison", "MenuComparison", EXAMPLE) },
  problems: ["unknown_store", "unavailable"],
});

export function comparisonRoutes(api: Api, deps: StoreDeps & { readonly clock: () => Date }): void {
  api.openapi(route, async (c) => {
    return c.json(valueOf(await compareMenus(deps, c.req.valid("param").store, c.req.valid("query").asOf)));
  });
}
