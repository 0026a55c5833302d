import { positionBeacon, readFloorPlan, removePosition } from "../../../application/identity/draw_floor_plan.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import { beaconParams, SAMPLE_UUID, storeOfBeaconsParams } from "./beacon_params.ts";
import type { IdentityDeps } from "./deps.ts";

const TAG = "Beacons";
const POSITION = { x: 4, y: 2.5, floor: 1 };
const POSITIONED = { beaconId: SAMPLE_UUID, ...POSITION };
const PATH = "/v1/beacons/{id}/position";

const planRoute = describeRoute({
  method: "get",
  path: "/v1/stores/{store}/floor-plan",
  operationId: "getFloorPlan",
  tag: TAG,
  summary: "Where a store's beacons hang, for those that have been placed on its plan",
  params: storeOfBeaconsParams,
  answers: { 200: json("The positions by beacon id", "FloorPlan", { storeId: "store100", beacons: [POSITIONED] }) },
  problems: ["unavailable"],
});

const putRoute = describeRoute({
  method: "put",
  path: PATH,
  operationId: "putBeaconPosition",
  tag: TAG,
  summary: "Place a beacon on its store's floor plan",
  description: "For the drawing alone: the confidence model has its plan in `CONFIDENCE_PARAMETERS_FILE`.",
  params: beaconParams,
  body: { schema: ref("FloorPosition"), examples: { one: { value: POSITION } } },
  answers: { 200: json("Where it hangs now", "PositionedBeacon", POSITIONED) },
  problems: ["beacon_not_registered", "unavailable"],
});

const removeRoute = describeRoute({
  method: "delete",
  path: PATH,
  operationId: "removeBeaconPosition",
  tag: TAG,
  summary: "Take a beacon off its store's floor plan",
  params: beaconParams,
  answers: { 200: json("Whether it had a position", "RemovedPosition", { removed: true }) },
  problems: ["beacon_not_registered", "unavailable"],
});

export function floorPlanRoutes(api: Api, deps: Pick<IdentityDeps, "plans">): void {
  api.openapi(planRoute, async (c) => c.json(valueOf(await readFloorPlan(deps, c.req.valid("param").store))));

  api.openapi(
    putRoute,
    async (c) => c.json(valueOf(await positionBeacon(deps, c.req.valid("param").id, await readJson(c)))),
  );

  api.openapi(
    removeRoute,
    async (c) => c.json({ removed: valueOf(await removePosition(deps, c.req.valid("param").id)) }),
  );
}
