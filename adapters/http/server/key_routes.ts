import { z } from "@hono/zod-openapi";
import {
  addApiKey,
  apiKeyDraftSchema,
  type ManageKeysDeps,
  revokeApiKey,
} from "../../../application/shared/manage_api_keys.ts";
import { pageOfAll } from "../../../application/shared/page.ts";
import { type ApiKey, SCOPES } from "../../../domain/shared/api_key.ts";
import { instant } from "../../../domain/shared/instant.ts";
import type { Api } from "./api.ts";
import { describeRoute, json, ref } from "./describe_route.ts";
import type { EdgeDeps } from "./edge_deps.ts";
import { idParam } from "./id_param.ts";
import { readJson } from "./json_body.ts";
import { jsonSchemaOf } from "./json_schema.ts";
import { listOf, listQueryIn, pageSchema } from "./list.ts";
import { valueOf } from "./refusal.ts";

const KEYS_PATH = "/v1/keys";
const SORTS = { name: ["text"] } as const;

const key = {
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  stores: z.array(z.string()).nullable().describe("The only stores whose addresses it opens"),
  createdAt: instant,
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
};

export const KEY_SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = {
  ApiKey: jsonSchemaOf(z.object(key), "output"),
  ApiKeyPage: pageSchema("ApiKey"),
  NewApiKey: jsonSchemaOf(apiKeyDraftSchema, "input"),
  AddedApiKey: jsonSchemaOf(z.object({ ...key, key: z.string().describe("Shown this once") }), "output"),
  RevokedApiKey: jsonSchemaOf(z.object({ name: z.string(), revokedAt: instant }), "output"),
};

const common = { tag: "Keys", scope: "admin" } as const;

const listRoute = describeRoute({
  ...common,
  method: "get",
  path: KEYS_PATH,
  operationId: "listKeys",
  summary: "Keys of the API, revoked and expired ones too; those of API_KEYS are not among them",
  query: z.object(listQueryIn("name")),
  answers: { 200: json("A page", "ApiKeyPage") },
  problems: ["unavailable"],
});

const addRoute = describeRoute({
  ...common,
  method: "post",
  path: KEYS_PATH,
  operationId: "addKey",
  summary: "Make a key, which is shown this once",
  description: "It opens what its scopes allow at once, where the API asks for keys (API_KEYS is set).",
  unkeyed: "its answer has a secret, which is kept nowhere",
  body: {
    schema: ref("NewApiKey"),
    examples: { till: { value: { name: "till-1", scopes: ["read", "write"], stores: ["hongdae"] } } },
  },
  answers: { 201: json("The key", "AddedApiKey") },
  problems: ["key_name_taken", "unavailable"],
});

const revokeRoute = describeRoute({
  ...common,
  method: "delete",
  path: `${KEYS_PATH}/{name}`,
  operationId: "revokeKey",
  summary: "Revoke a key: within two seconds it opens nothing any more",
  params: z.object({ name: idParam(50).openapi({ example: "till-1" }) }),
  answers: { 200: json("Since when", "RevokedApiKey") },
  problems: ["unknown_key", "unavailable"],
});

export function keyRoutes(api: Api, deps: ManageKeysDeps, { clock }: Pick<EdgeDeps, "clock">): void {
  api.openapi(listRoute, async (c) => {
    const { request, body } = listOf(listRoute.path, SORTS, c.req.valid("query"));
    return c.json(body(pageOfAll(await deps.keys.list(), idOf, request)));
  });

  api.openapi(addRoute, async (c) => c.json(valueOf(await addApiKey(deps, await readJson(c), clock())), 201));

  api.openapi(revokeRoute, async (c) => c.json(valueOf(await revokeApiKey(deps, c.req.valid("param").name, clock()))));
}

/** A revoked key's name may be used again. */
function idOf({ name, createdAt }: ApiKey): string {
  return `${name} ${createdAt.toISOString()}`;
}
