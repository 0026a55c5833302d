import { normal } from "../../shared/normal.ts";
import { seededRandom } from "../../shared/random.ts";
import { DEFAULT_CONFIDENCE, type PlaneParameters } from "../confidence/parameters.ts";

/** How a store's beacons are received. */
export interface SimulatedRadio {
  readonly plane: Pick<PlaneParameters, "level" | "hearing" | "reception">;
  /** How unlike phones are, and beacons: standard deviations, dB. They count where there is a `reception`. */
  readonly phoneOffset: number;
  readonly beaconGain: number;
}

export interface RadioOptions {
  /** Path-loss exponent. */
  readonly exponent: number;
  /** Standard deviation of levels, dB. */
  readonly noise: number;
  readonly phoneOffset: number;
}

/** As the built-in confidence model assumes. */
export const ASSUMED_RADIO: SimulatedRadio = { plane: DEFAULT_CONFIDENCE.plane, phoneOffset: 0, beaconGain: 0 };

/** Indoors exponents are 1.6 to 3.3 and deviations 3 to 7 dB (Rappaport, "Wireless Communications", table 4.6). */
export const TYPICAL_RADIO: RadioOptions = { exponent: 2, noise: 5, phoneOffset: 0 };

/** A receiver of -85 dBm, and beacons a unit above the phones. */
export function simulatedRadio({ exponent, noise, phoneOffset }: RadioOptions): SimulatedRadio {
  const { level, hearing } = DEFAULT_CONFIDENCE.plane;
  return {
    plane: {
      level: { ...level, atOne: -65, exponent, spread: noise },
      hearing,
      reception: { threshold: -85, blur: 2, missed: 0.05, height: 1 },
    },
    phoneOffset,
    beaconGain: 2.5,
  };
}

/** dB; the same for any seed. */
export function gainOf(beaconId: string, { beaconGain }: SimulatedRadio): number {
  return beaconGain * normal(seededRandom(`gain/${beaconId}`));
}
