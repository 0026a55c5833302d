import { z } from "@hono/zod-openapi";
import { compareSales } from "../../../application/commerce/compare_sales.ts";
import { singleFlight } from "../../../application/shared/single_flight.ts";
import { LANGUAGES } from "../../../domain/shared/language.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { pageLimit } from "../server/filters.ts";
import type { CommerceDeps } from "./deps.ts";
import { orderFilters } from "./list_routes.ts";
import { ordersCsv } from "./orders_csv.ts";

/** A spreadsheet opens about a million lines; the largest file is some 20 MB. */
const MOST_EXPORTED = 100_000;

const comparisonRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/sales-comparison",
  operationId: "compareSales",
  tag: "Commerce",
  summary: "Today's sales, orders and average basket against the same day last week, up to the same time",
  description:
    "An order is what one customer bought at one moment, on Seoul's calendar; `amount` as in the daily sales.",
  answers: { 200: json("The comparison", "SalesComparison") },
  problems: ["unavailable"],
});

const exportRoute = describeRoute({
  method: "get",
  path: "/v1/commerce/orders.csv",
  operationId: "exportOrders",
  tag: "Orders",
  summary: "Stored orders as a CSV file for a spreadsheet, newest first",
  description: [
    `At most ${MOST_EXPORTED} lines, after which a last one says that there are more. UTF-8 with a byte order mark; text`,
    "that a spreadsheet would take for a formula has an apostrophe before it.",
  ].join(" "),
  query: z.object({
    ...orderFilters,
    limit: pageLimit(MOST_EXPORTED, MOST_EXPORTED),
    language: z.enum(LANGUAGES).default("en").openapi({ description: "Of the header" }),
  }),
  answers: {
    200: { description: "The file", content: { "text/csv": { schema: { type: "string" } } } },
  },
  problems: ["unavailable"],
});

export function salesRoutes(
  api: Api,
  { figures, lists }: Pick<CommerceDeps, "figures" | "lists">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  const comparison = singleFlight(() => compareSales({ figures }, clock()));

  api.openapi(comparisonRoute, async (c) => c.json(await comparison()));

  api.openapi(exportRoute, async (c) => {
    const { limit, language, ...filters } = c.req.valid("query");
    // A first page before the headers: what can't be reached is a problem and no broken file.
    await lists.orders(filters, { limit: 1, after: null, sort: "createdAt", descending: true });
    return c.body(ordersCsv(lists, filters, { language, most: limit }), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="orders.csv"',
    });
  });
}
