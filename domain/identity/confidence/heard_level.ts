import { normal } from "../../shared/normal.ts";
import type { Random } from "../../shared/random.ts";
import type { PlaneParameters } from "./parameters.ts";

/** Lower bound of the distance in the path-loss formula, as in the model. */
const NEAREST = 0.5;
const MOST_DBM = 0;
const LEAST_DBM = -100;

/** dBm; `null` if the device does not hear the beacon. */
export function heardLevel(
  random: Random,
  distance: number,
  { level, hearing }: Pick<PlaneParameters, "level" | "hearing">,
): number | null {
  if (random() >= hearing.most / (1 + Math.exp((distance - hearing.halfAt) / hearing.slope))) return null;
  const mean = level.atOne - 10 * level.exponent * Math.log10(Math.max(distance, NEAREST));
  return Math.min(MOST_DBM, Math.max(LEAST_DBM, mean + level.spread * normal(random)));
}
