import { assert } from "@std/assert";
import { seededRandom } from "../../shared/random.ts";
import { type ConfidenceParameters, DEFAULT_CONFIDENCE } from "../confidence/parameters.ts";
import { simulateWalk } from "../confidence/simulate_walk.ts";
import { statesInPlane } from "../confidence/states_in_plane.ts";
import { learnedInPlane } from "./learn_in_plane.ts";
import { poolWeight } from "./pool_weight.ts";
import { sequencesOf } from "./sequences.ts";

const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 4, y: 0 }], ["counter", { x: 1, y: 4 }]]);
const RADIO = learnedInPlane(PLAN, { ...DEFAULT_CONFIDENCE, plane: { ...DEFAULT_CONFIDENCE.plane, reach: 3 } }).start;
const OPTIONS = { moments: 300, secondsBetween: 2, from: new Date("2026-03-02T09:00:00Z") };
const heard = simulateWalk(seededRandom("pool"), PLAN, RADIO, OPTIONS).map(({ at, signals }) => ({
  at,
  levels: new Map(signals.map(({ beaconId, rssi }) => [beaconId, rssi])),
}));
const sequences = sequencesOf(heard, 60);

Deno.test("poolWeight is large for a model whose claims later readings confirm, small for one that claims too much", () => {
  const level = { ...RADIO.plane.level, atOne: -50, spread: 2, believed: 1 };
  const foreign: ConfidenceParameters = { ...RADIO, plane: { ...RADIO.plane, level } };
  const weightOf = (other: ConfidenceParameters) =>
    poolWeight(statesInPlane(PLAN, RADIO), statesInPlane(PLAN, other), sequences);
  const [same, claiming] = [weightOf(RADIO), weightOf(foreign)];
  assert(same > 0.4 && same <= 0.5, String(same));
  assert(claiming >= 0 && claiming < same / 2, String(claiming));
});
