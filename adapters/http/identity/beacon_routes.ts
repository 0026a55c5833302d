import { z } from "@hono/zod-openapi";
import { listBeacons, readBeacon, registerBeacon } from "../../../application/identity/manage_beacons.ts";
import { pageOfAll } from "../../../application/shared/page.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { answerList, listOf, listQueryIn, OLD_SHAPE } from "../server/list.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { problemFrom, valueOf } from "../server/refusal.ts";
import type { IdentityDeps } from "./deps.ts";
import { beaconParams, SAMPLE_UUID, storeOfBeaconsParams } from "./beacon_params.ts";

const TAG = "Beacons";
const DRAFT = {
  storeId: "store100",
  major: 100,
  minor: 3,
  location: { name: "Table 3", type: "table" },
  status: "active",
};

const BEACON = { beaconId: SAMPLE_UUID, uuid: SAMPLE_UUID, ...DRAFT };

const NAMED = { ...DRAFT, uuid: SAMPLE_UUID, minor: 4, location: { name: "Table 4", type: "table" } };

const putRoute = describeRoute({
  method: "put",
  path: "/v1/beacons/{id}",
  operationId: "putBeacon",
  tag: TAG,
  summary: "Register a beacon, or replace what is known of it",
  description: [
    "Readings are matched by uuid, major and minor together. A beacon with a UUID of its own has it as its id; beacons",
    "that share their maker's UUID have a name each, and the UUID in the body.",
  ].join(" "),
  params: beaconParams,
  query: z.object({
    replace: z.enum(["true", "false"]).default("false").transform((text) => text === "true").openapi({
      type: "boolean",
      enum: [true, false],
      description: "Also where a known beacon, this or another one, would lose its uuid, major and minor",
    }),
  }),
  body: { schema: ref("NewBeacon"), examples: { one: { value: DRAFT }, named: { value: NAMED } } },
  answers: {
    200: json("Replaced, or as it was", "Beacon", BEACON),
    201: json("Registered", "Beacon", BEACON),
  },
  problems: ["beacon_conflict", "beacon_uuid", "data_refused", "unavailable"],
});

const readRoute = describeRoute({
  method: "get",
  path: "/v1/beacons/{id}",
  operationId: "getBeacon",
  tag: TAG,
  summary: "Read one beacon",
  params: beaconParams,
  answers: { 200: json("The beacon", "Beacon", BEACON) },
  problems: ["beacon_not_registered", "unavailable"],
});

/** Whole, in order of major, minor and id; a position is an id. */
const SORTS = { major: ["text"] } as const;

const listRoute = describeRoute({
  method: "get",
  path: "/v1/stores/{store}/beacons",
  operationId: "listBeacons",
  tag: TAG,
  summary: "Every beacon of a store, by major and minor",
  params: storeOfBeaconsParams,
  query: z.object({ ...listQueryIn("major"), ...OLD_SHAPE }),
  answers: { 200: json("A page; none of a store that has none", "BeaconPage") },
  problems: ["unavailable"],
});

export function beaconRoutes(api: Api, { beacons }: Pick<IdentityDeps, "beacons">): void {
  const deps = { beacons };

  api.openapi(putRoute, async (c) => {
    const put = await registerBeacon(deps, c.req.valid("param").id, await readJson(c), c.req.valid("query"));
    if (put.ok) return c.json(put.value.beacon, put.value.outcome === "created" ? 201 : 200);
    const { code, message, more } = problemFrom(put.refusal);
    throw new Problem(
      code,
      message,
      "beaconId" in put.refusal ? { members: { beaconId: put.refusal.beaconId } } : more,
    );
  });

  api.openapi(readRoute, async (c) => c.json(valueOf(await readBeacon(deps, c.req.valid("param").id))));

  api.openapi(listRoute, async (c) => {
    const { store } = c.req.valid("param");
    const path = `${listRoute.path} ${store}`;
    const { filters: { shape }, request, body } = listOf(path, SORTS, c.req.valid("query"));
    const beacons = valueOf(await listBeacons(deps, store));
    return answerList(c, shape, body(pageOfAll(beacons, ({ beaconId }) => beaconId, request)));
  });
}
