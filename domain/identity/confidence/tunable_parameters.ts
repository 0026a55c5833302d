import {
  AS_ANY_OTHER,
  type BeaconParameters,
  type ConfidenceParameters,
  confidenceParametersSchema,
} from "./parameters.ts";

/** 0 is the initial value, 1 a large change. */
interface TunableParameter {
  readonly turn: (parameters: ConfidenceParameters, by: number) => ConfidenceParameters;
  /** Ridge penalty, in log loss. */
  readonly held: number;
}

const HELD = 0.002;
/** Stronger than the store's penalty: each beacon has three parameters. */
const BEACON_HELD = 0.004;
const BEACON_TURN: BeaconParameters = { weight: 2, hearing: 1, gain: 3 };

export function planeParameters(beaconIds: readonly string[]): TunableParameter[] {
  const level = (name: keyof ConfidenceParameters["plane"]["level"], change: (value: number, by: number) => number) =>
    plane(({ level }, by) => ({ level: { ...level, [name]: change(level[name], by) } }));
  const hearing = (name: keyof ConfidenceParameters["plane"]["hearing"]) =>
    plane(({ hearing }, by) => ({ hearing: { ...hearing, [name]: factor(hearing[name], by) } }));
  return [
    level("atOne", (value, by) => value + 10 * by),
    level("exponent", factor),
    level("spread", factor),
    level("spreadFall", (value, by) => value + 2 * by),
    level("believed", factor),
    plane(({ hearing }, by) => ({ hearing: { ...hearing, most: Math.min(0.995, factor(hearing.most, by)) } })),
    hearing("halfAt"),
    hearing("slope"),
    hearing("believed"),
    plane(({ near }, by) => ({ near: factor(near, by) })),
    plane(({ stepsPerSecond }, by) => ({ stepsPerSecond: factor(stepsPerSecond, by) })),
    plane(({ step }, by) => ({ step: Math.max(0.3, factor(step, by)) })),
    ...beaconIds.flatMap((id) => (["weight", "hearing", "gain"] as const).map((name) => ofBeacon(id, name))),
  ];
}

export function applied(
  parameters: ConfidenceParameters,
  tunable: readonly TunableParameter[],
  turns: readonly number[],
): ConfidenceParameters {
  return tunable.reduce((result, { turn }, nth) => turn(result, turns[nth]!), parameters);
}

export function ridge(tunable: readonly TunableParameter[], turns: readonly number[]): number {
  return tunable.reduce((sum, { held }, nth) => sum + held * turns[nth]! ** 2, 0);
}

/** Rounds to four decimals. Throws if a parameter is out of its bounds. */
export function rounded(parameters: ConfidenceParameters): ConfidenceParameters {
  return confidenceParametersSchema.parse(
    JSON.parse(
      JSON.stringify(parameters),
      (_, value: unknown) => typeof value === "number" ? Math.round(value * 10_000) / 10_000 : value,
    ),
  );
}

function plane(
  change: (plane: ConfidenceParameters["plane"], by: number) => Partial<ConfidenceParameters["plane"]>,
): TunableParameter {
  return {
    turn: (parameters, by) => ({ ...parameters, plane: { ...parameters.plane, ...change(parameters.plane, by) } }),
    held: HELD,
  };
}

function ofBeacon(id: string, name: keyof BeaconParameters): TunableParameter {
  return {
    turn: (parameters, by) => {
      const own = parameters.beacons[id] ?? AS_ANY_OTHER;
      const after = { ...own, [name]: own[name] + BEACON_TURN[name] * by };
      return { ...parameters, beacons: { ...parameters.beacons, [id]: after } };
    },
    held: BEACON_HELD,
  };
}

function factor(value: number, by: number): number {
  return value * Math.exp(by);
}
