import { z } from "@hono/zod-openapi";
import { listBeacons, readBeacon, registerBeacon } from "../../../application/identity/manage_beacons.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import type { IdentityDeps } from "./deps.ts";
import { PLAIN } from "./plain.ts";

const TAG = "Beacons";
const UUID = "550e8400-e29b-41d4-a716-446655440000";
const DRAFT = {
  storeId: "store100",
  major: 100,
  minor: 3,
  location: { name: "Table 3", type: "table" },
  status: "active",
};

const params = z.object({
  id: z.string().max(64).openapi({ description: "UUID of the beacon", example: UUID, format: "uuid" }),
});

const putRoute = describeRoute({
  method: "put",
  path: "/v1/beacons/{id}",
  operationId: "putBeacon",
  tag: TAG,
  summary: "Register a beacon, or replace what is known of it",
  params,
  body: { schema: ref("NewBeacon"), examples: { one: { value: DRAFT } } },
  answers: {
    200: json("Replaced, or as it was", "Beacon", { beaconId: UUID, ...DRAFT }),
    201: json("Registered", "Beacon", { beaconId: UUID, ...DRAFT }),
  },
  problems: ["data_refused", "unavailable"],
});

const readRoute = describeRoute({
  method: "get",
  path: "/v1/beacons/{id}",
  operationId: "getBeacon",
  tag: TAG,
  summary: "Read one beacon",
  params,
  answers: { 200: json("The beacon", "Beacon", { beaconId: UUID, ...DRAFT }) },
  problems: ["beacon_not_registered", "unavailable"],
});

const listRoute = describeRoute({
  method: "get",
  path: "/v1/stores/{store}/beacons",
  operationId: "listBeacons",
  tag: TAG,
  summary: "Every beacon of a store, by major and minor",
  params: z.object({
    store: z.string().min(1).max(64).openapi({ description: "Id of the store", example: "store100", ...PLAIN }),
  }),
  answers: { 200: json("The beacons; none of a store that has none", { type: "array", items: ref("Beacon") }) },
  problems: ["unavailable"],
});

export function beaconRoutes(api: Api, { beacons }: Pick<IdentityDeps, "beacons">): void {
  const deps = { beacons };

  api.openapi(putRoute, async (c) => {
    const { beacon, outcome } = valueOf(await registerBeacon(deps, c.req.valid("param").id, await readJson(c)));
    return c.json(beacon, outcome === "created" ? 201 : 200);
  });

  api.openapi(readRoute, async (c) => c.json(valueOf(await readBeacon(deps, c.req.valid("param").id))));

  api.openapi(listRoute, async (c) => c.json(valueOf(await listBeacons(deps, c.req.valid("param").store))));
}
