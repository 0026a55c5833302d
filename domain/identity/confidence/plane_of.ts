import { type ConfidenceParameters, DEFAULT_CONFIDENCE } from "./parameters.ts";
import type { States } from "./forward_filter.ts";
import { statesInPlane } from "./states_in_plane.ts";
import type { BeaconPositions } from "./signal.ts";

/** Building a plane takes thousands of times as long as evaluating a window. */
const made = new WeakMap<ConfidenceParameters, WeakMap<BeaconPositions, States>>();
const plans = new WeakMap<ConfidenceParameters, BeaconPositions>();

/** `null` unless the given positions, or the store's plan, have all heard beacons. */
export function planeOf(
  parameters: ConfidenceParameters,
  heard: readonly string[],
  given?: BeaconPositions,
): States | null {
  const positions = given ?? planOf(parameters);
  if (!positions || positions.size === 0 || !heard.every((beaconId) => positions.has(beaconId))) return null;
  const ofStore = made.get(parameters) ?? new WeakMap<BeaconPositions, States>();
  const states = ofStore.get(positions) ?? statesInPlane(positions, parameters);
  made.set(parameters, ofStore.set(positions, states));
  return states;
}

const builtIn = new WeakMap<ConfidenceParameters, ConfidenceParameters>();

/** The parameters whose answers are pooled with those of `parameters`; `null` for parameters that answer alone. */
export function poolPartnerOf(parameters: ConfidenceParameters): ConfidenceParameters | null {
  if (parameters.plane.pooled === undefined) return null;
  const partner = builtIn.get(parameters) ??
    { ...parameters, plane: { ...DEFAULT_CONFIDENCE.plane, reach: parameters.plane.reach }, beacons: {} };
  builtIn.set(parameters, partner);
  return partner;
}

function planOf(parameters: ConfidenceParameters): BeaconPositions | undefined {
  if (!parameters.plan) return undefined;
  const plan = plans.get(parameters) ?? new Map(Object.entries(parameters.plan));
  plans.set(parameters, plan);
  return plan;
}
