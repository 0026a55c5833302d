import { z } from "@hono/zod-openapi";
import { parseStoreId } from "../../../application/store/parse_store_id.ts";
import type { CachedReports, ReportSource, ServedReport } from "../../../application/store/cached_reports.ts";
import type { ReportCache } from "../../../application/store/ports/report_cache.ts";
import { writeReport, type WriteReportDeps } from "../../../application/store/write_report.ts";
import { businessDayOf } from "../../../domain/store/business_day.ts";
import { makeReportKey, REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import type { Stores } from "../../../application/store/ports/stores.ts";
import { unknownThing } from "../../../application/shared/unknown_thing.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import type { RequestContext } from "../server/environment.ts";
import { readJson } from "../server/json_body.ts";
import { problemFrom, valueOf } from "../server/refusal.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

/** What the report routes stand on. */
export interface ReportDeps extends WriteReportDeps {
  readonly reports: CachedReports;
  readonly cache: ReportCache;
}

type Deps = ReportDeps & { readonly stores: Pick<Stores, "find">; readonly clock: () => Date };

const PATH = "/v1/stores/{store}/reports";
/** The store's business day at this moment. */
const TODAY = "today";

const EXAMPLE = {
  storeId: "1",
  date: "2025-01-09",
  asOf: "2025-01-10T00:00:04.000Z",
  version: 318,
  day: {
    from: "2025-01-08T15:00:00.000Z",
    until: "2025-01-09T15:00:00.000Z",
    timeZone: "Asia/Seoul",
    closingTime: "00:00",
    isOpen: false,
  },
  completeness: {
    isComplete: true,
    sales: 120,
    lateSales: 3,
    lastSaleAt: "2025-01-09T14:41:00.000Z",
    lastReceivedAt: "2025-01-09T15:20:12.000Z",
  },
  text: null,
  written: null,
  category: "sales",
  figures: {
    amount: 1_234_000,
    quantity: 141,
    sales: 120,
    returnedAmount: 9_000,
    returnedQuantity: 1,
    averageAmount: 10_283,
  },
};

const params = z.object({
  ...storeParam.shape,
  date: z.string().max(20).openapi({
    description: "A business day, by the date it began on, or `today`: the one under way",
    anyOf: [{ format: "date" }, { enum: [TODAY] }],
    example: "2025-01-09",
  }),
  category: z.string().max(20).openapi({ enum: [...REPORT_CATEGORIES], example: "sales" }),
});

const headers = {
  etag: { schema: { type: "string" as const }, description: "Changes with the report; for If-None-Match" },
  "cache-status": {
    schema: { type: "string" as const },
    description: "Where it came from (RFC 9211): `hit`, or why it was computed; `ttl` in seconds, negative while stale",
  },
};

const readRoute = describeRoute({
  method: "get",
  path: `${PATH}/{date}/{category}`,
  operationId: "getReport",
  tag: STORES_TAG,
  summary: "What is to be said of one business day: sales, menu, hours or summary",
  description: [
    "Of a day under way it is the real-time report. From the cache where it is there; a sale that was answered before is",
    "always in it. `asOf` says when its figures were read, `completeness` what they rest on.",
  ].join(" "),
  params,
  answers: {
    200: { ...json("The report", "StoreReport", EXAMPLE), headers } as ReturnType<typeof json>,
    304: { description: "The one that If-None-Match names", headers } as unknown as ReturnType<typeof json>,
  },
  problems: ["unknown_store", "day_not_begun", "unavailable"],
});

const writeRoute = describeRoute({
  method: "put",
  path: `${PATH}/{date}/{category}`,
  operationId: "writeReport",
  tag: STORES_TAG,
  summary: "Write into a report: a text, and figures too where they are to stand in place of the computed ones",
  description: [
    "First in the database, then through to the cache. What was written stays until it is written again, or taken back",
    "with `text: null`; figures that were not written go on following the sales.",
  ].join(" "),
  params,
  body: {
    schema: ref("ReportWriting"),
    examples: {
      text: { value: { text: "Rain from noon on; a party of twelve in the evening" } },
      takenBack: { value: { text: null } },
    },
  },
  answers: { 200: { ...json("The report as it is now", "StoreReport", EXAMPLE), headers } as ReturnType<typeof json> },
  problems: ["unknown_store", "day_not_begun", "data_refused", "unavailable"],
});

const resetRoute = describeRoute({
  method: "delete",
  path: PATH,
  operationId: "resetReports",
  tag: STORES_TAG,
  summary: "Remove a store's reports from the cache; each is computed anew when it is next asked for",
  description: "Nothing in the database changes, and nothing that was begun before comes back into the cache.",
  params: storeParam,
  answers: { 200: json("How many there were", "ReportsRemoved", { storeId: "1", removed: 12 }) },
  problems: ["cross_origin", "unavailable"],
});

export function reportRoutes(api: Api, deps: Deps): void {
  api.openapi(readRoute, async (c) => {
    const address = await addressOf(deps, c.req.valid("param"));
    const key = valueOf(makeReportKey(address.storeId, address.day, address.category));
    return answer(c, valueOf(await deps.reports.read(key)));
  });

  api.openapi(writeRoute, async (c) => {
    const raw = await readJson(c);
    const address = await addressOf(deps, c.req.valid("param"));
    return answer(c, valueOf(await writeReport(deps, address, raw)));
  });

  api.openapi(resetRoute, async (c) => {
    const storeId = valueOf(parseStoreId(c.req.valid("param").store));
    return c.json({ storeId, removed: await deps.cache.reset(storeId) });
  });
}

interface Address {
  readonly storeId: string;
  readonly day: string;
  readonly category: string;
}

async function addressOf(
  { stores, clock }: Deps,
  { store, date, category }: z.output<typeof params>,
): Promise<Address> {
  if (date !== TODAY) return { storeId: store, day: date, category };
  const found = await stores.find(valueOf(parseStoreId(store)));
  if (!found) throw problemFrom(unknownThing("store", store, "read the report"));
  return { storeId: store, day: businessDayOf(clock(), found), category };
}

// deno-lint-ignore no-explicit-any -- the answer fits both routes
function answer(c: RequestContext, { report, source, freshForMs }: ServedReport): any {
  // Weak: the same sales, though another asOf.
  const etag = `W/"${report.version}-${report.day.isOpen ? "open" : "over"}"`;
  const headers = { etag, "cache-status": cacheStatus(source, freshForMs), "cache-control": "private, no-cache" };
  if (matches(c.req.header("if-none-match"), etag) && c.req.method === "GET") return c.body(null, 304, headers);
  return c.json(report, 200, headers);
}

/** The parameters of RFC 9211, section 2, by where the report came from. */
const STATUS: Readonly<Record<ReportSource, string>> = {
  hit: "hit",
  stale: "hit",
  collapsed: "fwd=uri-miss; collapsed",
  stored: "fwd=uri-miss; stored",
  uncached: "fwd=uri-miss",
  away: "fwd=bypass; detail=cache-away",
};

function cacheStatus(source: ReportSource, freshForMs: number | null): string {
  const ttl = freshForMs === null ? "" : `; ttl=${Math.floor(freshForMs / 1_000)}`;
  return `Tillstream; ${STATUS[source]}${ttl}`;
}

/** The weak comparison of RFC 9110, section 8.8.3.2. */
function matches(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return given.trim() === "*" || given.split(",").some((tag) => opaque(tag) === opaque(etag));
}
