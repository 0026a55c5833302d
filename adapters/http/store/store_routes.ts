import { putStore, readStore } from "../../../application/store/manage_stores.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import type { StoreDeps } from "./deps.ts";
import { storeParam, STORES_TAG } from "./store_param.ts";

const PATH = "/v1/stores/{store}";

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
  api.openapi(readRoute, async (c) => c.json(valueOf(await readStore(deps, c.req.valid("param").store))));

  api.openapi(putRoute, async (c) => {
    const settings = await readJson(c);
    const { outcome, store } = valueOf(await putStore(deps, c.req.valid("param").store, settings));
    return c.json(store, outcome === "created" ? 201 : 200);
  });
}
