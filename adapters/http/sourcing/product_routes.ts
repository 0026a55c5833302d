import { z } from "@hono/zod-openapi";
import type { Explain } from "../../../application/shared/join_by_id.ts";
import { parseCollectRequest } from "../../../application/sourcing/collect_benchmarks.ts";
import { decideOnCandidate } from "../../../application/sourcing/decide_on_candidate.ts";
import { listCandidates } from "../../../application/sourcing/read_candidates.ts";
import { listProducts, readProduct } from "../../../application/sourcing/read_products.ts";
import { CANDIDATE_STATUSES } from "../../../domain/sourcing/candidate.ts";
import { benchmarkIdSchema } from "../../../domain/sourcing/ids.ts";
import { SALE_STATUSES } from "../../../domain/sourcing/supplier_item.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import type { SourcingDeps } from "./deps.ts";
import { explainQuery, pageBody, pageQuery, pageRequest } from "./paging.ts";

const TAG = "Sourcing";
const params = z.object({ id: z.string() });

const routes = {
  products: describeRoute({
    method: "get",
    path: "/v1/sourcing/products",
    operationId: "listSourcedProducts",
    tag: TAG,
    summary: "Products made of suppliers' items, each with its item and account",
    query: z.object({ ...pageQuery, ...explainQuery, status: z.enum(SALE_STATUSES).optional() }),
    answers: { 200: json("A page", "SourcedProductPage") },
    problems: ["unavailable"],
  }),
  product: describeRoute({
    method: "get",
    path: "/v1/sourcing/products/{id}",
    operationId: "getSourcedProduct",
    tag: TAG,
    summary: "One product with its item and account",
    params,
    query: z.object(explainQuery),
    answers: { 200: json("The product", "SourcedProduct") },
    problems: ["unknown_product", "unavailable"],
  }),
  benchmarks: describeRoute({
    method: "get",
    path: "/v1/sourcing/benchmarks",
    operationId: "listBenchmarks",
    tag: TAG,
    summary: "What sells on marketplaces",
    query: z.object(pageQuery),
    answers: { 200: json("A page", "BenchmarkPage") },
    problems: ["unavailable"],
  }),
  collectJobs: describeRoute({
    method: "get",
    path: "/v1/sourcing/collect-jobs",
    operationId: "listCollectJobs",
    tag: TAG,
    summary: "Collections of what sells on marketplaces, newest first",
    query: z.object(pageQuery),
    answers: { 200: json("A page", "CollectJobPage") },
    problems: ["unavailable"],
  }),
  collect: describeRoute({
    method: "post",
    path: "/v1/sourcing/collect-jobs",
    operationId: "requestCollection",
    tag: TAG,
    summary: "Queue a collection, for `sourcing collect-benchmarks --job`",
    body: {
      schema: ref("CollectRequest"),
      examples: { search: { value: { market: "coupang", feedUrl: "https://feed.example.com/v1", query: "텀블러" } } },
    },
    answers: { 202: json("The job", "CollectJob") },
    problems: ["unavailable"],
  }),
  candidates: describeRoute({
    method: "get",
    path: "/v1/sourcing/candidates",
    operationId: "listCandidates",
    tag: TAG,
    summary: "Products that resemble what sells on marketplaces, each with both sides",
    query: z.object({
      ...pageQuery,
      ...explainQuery,
      status: z.enum(CANDIDATE_STATUSES).optional(),
      benchmark: z.guid().optional().openapi({ description: "Only of this benchmark product" }),
    }),
    answers: { 200: json("A page", "CandidatePage") },
    problems: ["unavailable"],
  }),
  decide: describeRoute({
    method: "patch",
    path: "/v1/sourcing/candidates/{id}",
    operationId: "decideOnCandidate",
    tag: TAG,
    summary: "Accept or reject a candidate",
    params,
    body: { schema: ref("CandidateDecision"), examples: { accept: { value: { status: "ACCEPTED" } } } },
    answers: { 200: json("The candidate", "Candidate") },
    problems: ["unknown_candidate", "candidate_decided", "unavailable"],
  }),
};

export function productRoutes(api: Api, { open, now }: SourcingDeps, { clock }: Pick<EdgeDeps, "clock">): void {
  const explaining = (wanted: "true" | "false"): Explain | undefined =>
    wanted === "true" ? { now, queries: [] } : undefined;

  api.openapi(routes.products, async (c) => {
    const { status, ...query } = c.req.valid("query");
    const explain = explaining(query.explain);
    return c.json(pageBody(await listProducts(await open(), pageRequest(query), { status, explain }), explain));
  });

  api.openapi(routes.product, async (c) => {
    const explain = explaining(c.req.valid("query").explain);
    const found = valueOf(await readProduct(await open(), c.req.valid("param").id, explain));
    return c.json({ ...found, ...(explain ? { queries: explain.queries } : {}) });
  });

  api.openapi(
    routes.benchmarks,
    async (c) => c.json(pageBody(await (await open()).benchmarks.list(pageRequest(c.req.valid("query"))))),
  );

  api.openapi(
    routes.collectJobs,
    async (c) => c.json(pageBody(await (await open()).benchmarks.jobs(pageRequest(c.req.valid("query"))))),
  );

  api.openapi(routes.collect, async (c) => {
    const request = valueOf(parseCollectRequest(await readJson(c)));
    return c.json(await (await open()).collection.queue(request), 202);
  });

  api.openapi(routes.candidates, async (c) => {
    const { status, benchmark, ...query } = c.req.valid("query");
    const explain = explaining(query.explain);
    const benchmarkProductId = benchmark === undefined ? undefined : benchmarkIdSchema.parse(benchmark);
    const page = await listCandidates(await open(), pageRequest(query), { status, benchmarkProductId, explain });
    return c.json(pageBody(page, explain));
  });

  api.openapi(routes.decide, async (c) => {
    const raw = await readJson(c);
    const { candidates } = await open();
    return c.json(valueOf(await decideOnCandidate({ candidates, clock }, c.req.valid("param").id, raw)));
  });
}
