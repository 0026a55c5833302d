import { type BeaconId, beaconIdSchema, knownStoreIdSchema } from "../../domain/identity/beacon.ts";
import { floorPositionSchema, type PositionedBeacon } from "../../domain/identity/floor_position.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { type InvalidInput, parseAs } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { FloorPlans } from "./ports/floor_plans.ts";
import { type BeaconNotRegistered, beaconNotRegistered } from "./refusals.ts";

interface FloorPlanDeps {
  readonly plans: FloorPlans;
}

export interface FloorPlan {
  readonly storeId: StoreId;
  readonly beacons: readonly PositionedBeacon[];
}

/** Empty for a store without positions, and for an unknown one. */
export async function readFloorPlan(
  { plans }: FloorPlanDeps,
  store: string,
): Promise<Result<FloorPlan, InvalidInput>> {
  const storeId: Result<StoreId, InvalidInput> = parseAs(knownStoreIdSchema, store, "store");
  if (!storeId.ok) return storeId;
  return accepted({ storeId: storeId.value, beacons: await plans.ofStore(storeId.value) });
}

export async function positionBeacon(
  { plans }: FloorPlanDeps,
  id: string,
  raw: unknown,
): Promise<Result<PositionedBeacon, InvalidInput | BeaconNotRegistered>> {
  const beaconId = knownBeaconId(id);
  if (!beaconId) return refused(beaconNotRegistered(id, "place"));
  const position = parseAs(floorPositionSchema, raw, "position");
  if (!position.ok) return position;
  if (!await plans.put(beaconId, position.value)) return refused(beaconNotRegistered(id, "place"));
  return accepted({ beaconId, ...position.value });
}

/** Whether there was a position. */
export async function removePosition(
  { plans }: FloorPlanDeps,
  id: string,
): Promise<Result<boolean, BeaconNotRegistered>> {
  const beaconId = knownBeaconId(id);
  return beaconId ? accepted(await plans.remove(beaconId)) : refused(beaconNotRegistered(id, "place"));
}

function knownBeaconId(id: string): BeaconId | undefined {
  return beaconIdSchema.safeParse(id).data;
}
