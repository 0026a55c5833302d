import { z } from "zod";
import { outsideId } from "../../shared/outside_id.ts";
import { type InvalidInput, parseAs } from "../../shared/parse.ts";
import type { Result } from "../../shared/result.ts";
import { type ConfidenceParameters, confidenceParametersSchema, DEFAULT_CONFIDENCE } from "./parameters.ts";
import type { BeaconPositions } from "./signal.ts";

export interface ConfidenceConfiguration {
  readonly default: ConfidenceParameters;
  readonly stores: ReadonlyMap<string, ConfidenceParameters>;
}

const overrides = z.record(z.string(), z.unknown());
const configurationSchema = z.strictObject({
  default: overrides.default({}),
  stores: z.record(outsideId(64), overrides).default({}),
}).transform(({ default: ofAll, stores }) => ({
  default: merged(DEFAULT_CONFIDENCE, ofAll),
  stores: Object.fromEntries(
    Object.entries(stores).map(([id, own]) => [id, merged(merged(DEFAULT_CONFIDENCE, ofAll), own)]),
  ),
})).pipe(z.strictObject({
  default: confidenceParametersSchema,
  stores: z.record(z.string(), confidenceParametersSchema),
}));

/** Each part is optional, merged over {@link DEFAULT_CONFIDENCE}. */
export function parseConfidenceParameters(raw: unknown): Result<ConfidenceConfiguration, InvalidInput> {
  const parsed = parseAs(configurationSchema, raw, "confidence parameters");
  if (!parsed.ok) return parsed;
  return {
    ok: true,
    value: { default: parsed.value.default, stores: new Map(Object.entries(parsed.value.stores)) },
  };
}

export function parametersOf(configuration: ConfidenceConfiguration, storeId: string): ConfidenceParameters {
  return configuration.stores.get(storeId) ?? configuration.default;
}

/** The store whose plan has exactly these beacons at these positions. */
export function storeWithPlan({ stores }: ConfidenceConfiguration, positions: BeaconPositions): string | null {
  for (const [storeId, { plan = {} }] of stores) if (isSamePlan(plan, positions)) return storeId;
  return null;
}

export function isSamePlan(plan: NonNullable<ConfidenceParameters["plan"]>, positions: BeaconPositions): boolean {
  const beacons = Object.entries(plan);
  return beacons.length === positions.size && beacons.every(([id, { x, y }]) => {
    const there = positions.get(id);
    return there !== undefined && Math.hypot(there.x - x, there.y - y) < 1e-6;
  });
}

function merged(base: unknown, own: unknown): unknown {
  if (!isObject(base) || !isObject(own)) return own;
  const keys = new Set([...Object.keys(base), ...Object.keys(own)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in own ? merged(base[key], own[key]) : base[key]]),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
