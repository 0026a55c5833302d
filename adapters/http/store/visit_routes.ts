import { z } from "@hono/zod-openapi";
import { countVisits } from "../../../application/store/count_visits.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { dayFilter } from "../server/filters.ts";
import { valueOf } from "../server/refusal.ts";
import type { StoreDeps } from "./deps.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

const MOST_DAYS = 31;

const EXAMPLE = {
  storeId: "1",
  timeZone: "Asia/Seoul",
  closingTime: "04:00",
  openDay: "2026-03-02",
  days: [
    { day: "2026-03-01", customers: 118, identifications: 403 },
    { day: "2026-03-02", customers: 41, identifications: 126 },
  ],
};

const route = describeRoute({
  method: "get",
  path: "/v1/stores/{store}/visits",
  operationId: "countVisits",
  tag: STORES_TAG,
  summary: "How many customers were identified in a store, day by day",
  description: [
    "Days are the store's own: its time zone, its closing time. A customer counts once a day, however often the store's",
    "beacons identify them. Erased customers are no longer counted.",
  ].join(" "),
  params: storeParam,
  query: z.object({
    until: dayFilter("The last of the days; the one under way when left out"),
    days: z.coerce.number().int().min(1).max(MOST_DAYS).default(14).openapi({ description: "How many days" }),
  }),
  answers: { 200: json("One entry a day, the oldest first", "VisitsByDay", EXAMPLE) },
  problems: ["unavailable"],
});

export function visitRoutes(
  api: Api,
  deps: Pick<StoreDeps, "stores" | "visits"> & { readonly clock: () => Date },
): void {
  api.openapi(route, async (c) => {
    const { until, days } = c.req.valid("query");
    const asked = { days, until: until as BusinessDay | undefined };
    return c.json(valueOf(await countVisits(deps, c.req.valid("param").store, asked)));
  });
}
