import { z } from "zod";

const positive = (most: number) => z.number().positive().max(most);

const levelSchema = z.strictObject({
  atOne: z.number().min(-100).max(0).describe("Mean level one unit away, dBm"),
  exponent: positive(8).describe("Path-loss exponent: 2 in free space"),
  spread: positive(30).describe("Standard deviation one unit away, dB"),
  spreadFall: z.number().min(-10).max(10).describe("By how much it is smaller ten times as far away, dB"),
  faintest: z.number().min(-100).max(0).describe(
    "Weaker levels count as this one: they only say that it was faint, dBm",
  ),
  believed: positive(1.5).describe(
    "The power of a level's likelihood: below 1, since neighbouring readings are correlated",
  ),
});

const hearingSchema = z.strictObject({
  most: z.number().min(0.05).max(0.995).describe("How often a beacon is heard at a moment right beside it"),
  halfAt: z.number().min(0).max(1000).describe("The distance at which it is heard half as often"),
  slope: positive(1000).describe("How gradually hearing falls with the distance, units"),
  believed: positive(2).describe("The power of the likelihood of hearing and of silence"),
});

const receptionSchema = z.strictObject({
  threshold: z.number().min(-127).max(0).describe("The level at which half is received, dBm"),
  blur: z.number().min(0.5).max(30).describe("How gradual the threshold is: standard deviation, dB"),
  missed: z.number().min(0.001).max(0.9).describe("How often a reading is lost whatever its level"),
  height: z.number().min(0.05).max(30).describe("How far beacons hang from where people carry their phones, units"),
});

const planeSchema = z.strictObject({
  level: levelSchema,
  hearing: hearingSchema,
  reception: receptionSchema.readonly().optional().describe(
    "Hearing follows from the level; `most`, `halfAt` and `slope` of hearing and `spreadFall` do not count then",
  ),
  pooled: z.number().min(0).max(0.95).optional().describe(
    "The weight of the built-in model's answer beside this one's: see `pooled.ts`",
  ),
  near: positive(1000).describe("How far from a beacon people are, units: standard deviation on each side"),
  reach: z.number().min(1).max(30).describe(
    "Distance from the nearest beacon up to which positions are considered, units",
  ),
  stepsPerSecond: positive(100),
  step: z.number().min(0.3).max(30).describe("Typical length of a step along one axis, units"),
  leapsPerSecond: positive(1).describe("How often earlier readings lose all weight"),
});

const byNameSchema = z.strictObject({
  slope: positive(2).describe("By how much a decibel moves the logarithm of the odds"),
  halfway: z.number().min(-100).max(0).describe("The level that speaks neither for nor against a beacon, dBm"),
  missed: positive(1).describe("How likely the nearest beacon is not heard at a moment, against a farther one"),
  movesPerSecond: positive(100),
});

const beaconSchema = z.strictObject({
  weight: z.number().min(-10).max(10).describe("How often people are near it: logarithm of the factor"),
  hearing: z.number().min(-10).max(10).describe("How well it is heard: logarithm of the factor of the odds"),
  gain: z.number().min(-30).max(30).describe("How much stronger it is than others, dB"),
}).readonly();

const calibrationSchema = z.strictObject({
  slope: positive(10),
  offset: z.number().min(-10).max(10),
}).readonly();

export const confidenceParametersSchema = z.strictObject({
  windowSeconds: z.number().min(1).max(600).describe("Older readings are ignored"),
  plane: planeSchema.readonly(),
  byName: byNameSchema.readonly(),
  calibration: z.strictObject({ plane: calibrationSchema, byName: calibrationSchema }).readonly(),
  plan: z.record(z.string(), z.strictObject({ x: z.number(), y: z.number() }).readonly()).readonly().optional()
    .describe("Where the beacons are, in units, where that is known"),
  beacons: z.record(z.string(), beaconSchema).readonly().describe("What is known of single beacons, by their id"),
}).readonly();

export type ConfidenceParameters = z.infer<typeof confidenceParametersSchema>;
export type PlaneParameters = ConfidenceParameters["plane"];
export type BeaconParameters = z.infer<typeof beaconSchema>;
export type Calibration = z.infer<typeof calibrationSchema>;

/** Of the answers by the plan where there is one, otherwise of those by name. */
export function calibrationOf({ plan, calibration }: ConfidenceParameters): Calibration {
  return calibration[plan ? "plane" : "byName"];
}

/** The one of {@link calibrationOf} replaced. */
export function withCalibration(parameters: ConfidenceParameters, calibration: Calibration): ConfidenceParameters {
  const which = parameters.plan ? "plane" : "byName";
  return { ...parameters, calibration: { ...parameters.calibration, [which]: calibration } };
}

/** What holds of a beacon that nothing is known of. */
export const AS_ANY_OTHER: BeaconParameters = { weight: 0, hearing: 0, gain: 0 };

/**
 * For a store without a survey. A unit is a third to a quarter of the distance between neighbouring beacons. Fitted to
 * `surveyed.ts` without single beacons: 90 % of answers at 0.8 or more were right on held-out blocks, covering 39 %;
 * without a plan 90 %, covering 43 %, on fitted moments. There `movesPerSecond` is chosen: surveyors move more (0.53).
 */
export const DEFAULT_CONFIDENCE: ConfidenceParameters = {
  windowSeconds: 60,
  plane: {
    level: { atOne: -64.354, exponent: 1.436, spread: 2.634, spreadFall: 1.527, faintest: -80, believed: 0.31 },
    hearing: { most: 0.839, halfAt: 1.776, slope: 0.991, believed: 1.207 },
    near: 1.203,
    reach: 5,
    stepsPerSecond: 0.575,
    step: 0.921,
    leapsPerSecond: 0.005,
  },
  byName: { slope: 0.159, halfway: -78.6, missed: 0.36, movesPerSecond: 0.3 },
  calibration: { plane: { slope: 0.74, offset: -0.257 }, byName: { slope: 0.926, offset: 0 } },
  beacons: {},
};
