import { z } from "@hono/zod-openapi";
import { pageOf } from "../../../application/shared/page.ts";
import { putStore, readStore } from "../../../application/store/manage_stores.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { listOf, listQueryIn } from "../server/list.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import type { StoreDeps } from "./deps.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

const PATH = "/v1/stores/{store}";

const SORTS = { storeId: ["text"] } as const;

const listRoute = describeRoute({
  method: "get",
  path: "/v1/stores",
  operationId: "listStores",
  tag: STORES_TAG,
  summary: "Every store, by id",
  query: z.object(listQueryIn("storeId")),
  answers: { 200: json("A page", "StorePage") },
  problems: ["unavailable"],
});

const readRoute = describeRoute({
  method: "get",
  path: PATH,
  operationId: "getStore",
  tag: STORES_TAG,
  summary: "Read a store's settings",
  params: storeParam,
  answers: { 200: json("The store", "Store") },
  problems: ["unknown_store", "unavailable"],
});

const putRoute = describeRoute({
  method: "put",
  path: PATH,
  operationId: "putStore",
  tag: STORES_TAG,
  summary: "Make a store, or give it other settings",
  description: [
    "What is left out is as in a new store: named by its id, in Seoul, its business days calendar days. Another time zone",
    "or closing time changes where every business day begins, past ones too: every report is computed again.",
  ].join(" "),
  params: storeParam,
  body: {
    schema: { $ref: "#/components/schemas/StoreSettings" },
    examples: { night: { value: { name: "홍대입구점", timeZone: "Asia/Seoul", closingTime: "04:00" } } },
  },
  answers: { 200: json("The store as it is now", "Store"), 201: json("Made", "Store") },
  problems: ["data_refused", "unavailable"],
});

export function storeRoutes(api: Api, deps: StoreDeps): void {
  api.openapi(listRoute, async (c) => {
    const { request: { limit, after }, body } = listOf(listRoute.path, SORTS, c.req.valid("query"));
    const found = await deps.stores.list(after === null ? null : after[0] as StoreId, limit + 1);
    return c.json(body(pageOf(found, ({ storeId }) => storeId, limit)));
  });

  api.openapi(readRoute, async (c) => c.json(valueOf(await readStore(deps, c.req.valid("param").store))));

  api.openapi(putRoute, async (c) => {
    const settings = await readJson(c);
    const { outcome, store } = valueOf(await putStore(deps, c.req.valid("param").store, settings));
    return c.json(store, outcome === "created" ? 201 : 200);
  });
}
