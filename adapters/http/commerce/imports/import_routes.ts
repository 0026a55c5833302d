import { z } from "@hono/zod-openapi";
import { undoImport } from "../../../../application/commerce/import/undo_import.ts";
import {
  type ImportRun,
  type ImportRuns,
  type ImportUndo,
  stateOfRun,
} from "../../../../application/commerce/ports/import_runs.ts";
import { pageOf } from "../../../../application/shared/page.ts";
import type { Api } from "../../server/api.ts";
import { describeRoute, json } from "../../server/describe_route.ts";
import type { EdgeDeps } from "../../server/edge_deps.ts";
import { pageLimit } from "../../server/filters.ts";
import { listOf } from "../../server/list.ts";
import { Problem } from "../../server/problem.ts";
import { runParam, undoQuery } from "./import_query.ts";
import { IMPORTS_PATH, IMPORTS_TAG, uploadRoute, type UploadRouteDeps, valueOf } from "./upload_route.ts";

export interface ImportRouteDeps extends UploadRouteDeps {
  readonly runs: ImportRuns;
  readonly undo: ImportUndo;
  readonly takeSales: Parameters<typeof undoImport>[0]["takeSales"];
}

const SORTS = { run: ["number"] } as const;
const MAX_PAGE = 200;

const listRoute = describeRoute({
  method: "get",
  path: IMPORTS_PATH,
  operationId: "listImports",
  tag: IMPORTS_TAG,
  summary: "The imports so far, of files sent here and by the command, newest first",
  query: z.object({
    limit: pageLimit(MAX_PAGE, 50),
    cursor: z.string().max(500).optional().openapi({ description: "nextCursor of the page before" }),
  }),
  answers: { 200: json("A page of them", "ImportRunPage") },
  problems: ["unavailable"],
});

const readRoute = describeRoute({
  method: "get",
  path: `${IMPORTS_PATH}/{run}`,
  operationId: "getImport",
  tag: IMPORTS_TAG,
  summary: "One import: its file, its counts as far as it is, and its state",
  params: runParam,
  answers: { 200: json("The import", "ImportRun") },
  problems: ["unknown_run", "unavailable"],
});

const undoRoute = describeRoute({
  method: "post",
  path: `${IMPORTS_PATH}/{run}/undo`,
  operationId: "undoImport",
  tag: IMPORTS_TAG,
  summary: "Take back what an import added",
  description: [
    "Its orders with their effects on totals, then the customers and products that no other order needs. May be",
    "repeated, also to finish one that was interrupted.",
  ].join(" "),
  params: runParam,
  query: undoQuery,
  answers: { 200: json("Taken back", "ImportUndone") },
  problems: ["unknown_run", "orders_changed", "unavailable"],
});

export function importRoutes(api: Api, deps: ImportRouteDeps, edge: Pick<EdgeDeps, "newId" | "clock">): void {
  uploadRoute(api, deps, edge);

  api.openapi(listRoute, async (c) => {
    const { request: { limit, after }, body } = listOf(IMPORTS_PATH, SORTS, { ...c.req.valid("query"), sort: "-run" });
    const found = await deps.runs.list(limit + 1, after === null ? undefined : Number(after[0]));
    return c.json(body(pageOf(found.map(asJson), ({ run }) => `${run}`, limit)));
  });

  api.openapi(readRoute, async (c) => {
    const { run } = c.req.valid("param");
    const known = await deps.runs.find(run);
    if (known === null) throw new Problem("unknown_run", `Cannot find the import ${run}: there is none`);
    return c.json(asJson(known));
  });

  api.openapi(undoRoute, async (c) => {
    const { run } = c.req.valid("param");
    const options = { runner: edge.newId(), signal: deps.signal, force: c.req.valid("query").force };
    const taken = await undoImport({ ...deps, withRetry: (work) => work() }, run, options);
    return c.json({ run, ...valueOf(taken) });
  });
}

function asJson(run: ImportRun) {
  return { ...run, state: stateOfRun(run) };
}
