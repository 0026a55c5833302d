import { z } from "zod";
import { strictObject } from "../shared/strict_object.ts";
import type { BeaconId } from "./beacon.ts";

const MOST_METRES = 1_000;

const metres = z.number().min(0).max(MOST_METRES);
const floor = z.int().min(-20).max(200).refine((floor) => floor !== 0, "expected no 0: below floor 1 is floor -1");

/** Where a beacon hangs on its store's plan. */
export const floorPositionSchema = strictObject("position", {
  x: metres.describe("Metres from the plan's left edge"),
  y: metres.describe("Metres from the plan's upper edge"),
  floor: floor.default(1).describe("As people count: 1 is the ground floor, -1 the first below"),
}).readonly();

export type FloorPosition = z.infer<typeof floorPositionSchema>;

export interface PositionedBeacon extends FloorPosition {
  readonly beaconId: BeaconId;
}
