import { normal } from "../../shared/normal.ts";
import type { Random } from "../../shared/random.ts";
import type { PlaneParameters } from "./parameters.ts";

/** Lower bound of the distance in the path-loss formula, as in the model. */
const NEAREST = 0.5;
const MOST_DBM = 0;
const LEAST_DBM = -100;

/** dBm; `null` if the device does not hear the beacon. @param gain of the beacon, where `reception` is given, dB */
export function heardLevel(
  random: Random,
  distance: number,
  { level, hearing, reception }: Pick<PlaneParameters, "level" | "hearing" | "reception">,
  gain = 0,
): number | null {
  if (reception) {
    const loss = 10 * Math.log10(Math.hypot(distance, reception.height));
    const sent = level.atOne + gain - level.exponent * loss + level.spread * normal(random);
    const isLost = random() < reception.missed || sent + reception.blur * normal(random) < reception.threshold;
    return isLost ? null : clamped(sent);
  }
  if (random() >= hearing.most / (1 + Math.exp((distance - hearing.halfAt) / hearing.slope))) return null;
  return clamped(
    level.atOne - 10 * level.exponent * Math.log10(Math.max(distance, NEAREST)) + level.spread * normal(random),
  );
}

function clamped(level: number): number {
  return Math.min(MOST_DBM, Math.max(LEAST_DBM, level));
}
