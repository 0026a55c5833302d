import { z } from "@hono/zod-openapi";
import { resetReports } from "../../../application/store/invalidate_reports.ts";
import type { ReportCache } from "../../../application/store/ports/reports.ts";
import {
  readReport,
  type ReportAddress,
  type ReportSource,
  type ServedReport,
} from "../../../application/store/read_report.ts";
import { writeReport, type WriteReportDeps } from "../../../application/store/write_report.ts";
import { REPORT_CATEGORIES } from "../../../domain/store/report_key.ts";
import { type Language, LANGUAGES } from "../../../domain/shared/language.ts";
import { reportIn } from "../../../domain/store/summary_text.ts";
import { languageOf } from "../server/language.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import type { RequestContext } from "../server/environment.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

export interface ReportDeps extends WriteReportDeps {
  readonly cache: ReportCache;
}

const PATH = "/v1/stores/{store}/reports";

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
    anyOf: [{ format: "date" }, { enum: ["today"] }],
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
  query: z.object({
    lang: z.enum(LANGUAGES).optional().openapi({ description: "Of the computed text; otherwise by Accept-Language" }),
  }),
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
  summary: "Write into a report: a text, and figures too to replace the computed ones",
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
  summary: "Remove a store's reports from the cache; each is computed again when it is next read",
  description: "Nothing in the database changes, and nothing that was begun before comes back into the cache.",
  params: storeParam,
  answers: { 200: json("How many there were", "ReportsRemoved", { storeId: "1", removed: 12 }) },
  problems: ["unavailable"],
});

export function reportRoutes(api: Api, deps: ReportDeps): void {
  api.openapi(readRoute, async (c) => {
    const served = valueOf(await readReport(deps, addressOf(c.req.valid("param"))));
    return answer(c, served, c.req.valid("query").lang);
  });

  api.openapi(writeRoute, async (c) => {
    const raw = await readJson(c);
    return answer(c, valueOf(await writeReport(deps, addressOf(c.req.valid("param")), raw)));
  });

  api.openapi(resetRoute, async (c) => c.json(valueOf(await resetReports(deps, c.req.valid("param").store))));
}

function addressOf({ store, date, category }: z.output<typeof params>): ReportAddress {
  return { storeId: store, day: date, category };
}

// deno-lint-ignore no-explicit-any -- the answer fits both routes
function answer(c: RequestContext, { report, source, freshForMs }: ServedReport, lang?: Language): any {
  const language = lang ?? languageOf(c.req.header("accept-language"));
  // Weak: the same sales, though another asOf.
  const etag = `W/"${report.version}-${report.day.isOpen ? "open" : "over"}-${language}"`;
  const headers = {
    etag,
    "cache-status": cacheStatus(source, freshForMs),
    "cache-control": "private, no-cache",
    vary: "accept-language",
  };
  if (matches(c.req.header("if-none-match"), etag) && c.req.method === "GET") return c.body(null, 304, headers);
  return c.json(reportIn(report, language), 200, headers);
}

/** RFC 9211, section 2. */
const STATUS: Readonly<Record<ReportSource, string>> = {
  hit: "hit",
  stale: "hit",
  collapsed: "fwd=uri-miss; collapsed",
  stored: "fwd=uri-miss; stored",
  uncached: "fwd=uri-miss",
  unreachable: "fwd=bypass; detail=cache-away",
};

function cacheStatus(source: ReportSource, freshForMs: number | null): string {
  const ttl = freshForMs === null ? "" : `; ttl=${Math.floor(freshForMs / 1_000)}`;
  return `Tillstream; ${STATUS[source]}${ttl}`;
}

/** Weak comparison, RFC 9110, section 8.8.3.2. */
function matches(given: string | undefined, etag: string): boolean {
  if (given === undefined) return false;
  const opaque = (tag: string) => tag.trim().replace(/^W\//, "");
  return given.trim() === "*" || given.split(",").some((tag) => opaque(tag) === opaque(etag));
}
