import type { Random } from "../../shared/random.ts";

/** Times in milliseconds since the shop opened, rates in customers per second. */
export interface GrowthCurve {
  readonly initialRate: number;
  readonly finalRate: number;
  /** When the rate is halfway between the two; above 0. */
  readonly halfLifeMs: number;
  /** Steepness: the rate goes from 73 % to 27 % of the way within two of these. Above 0. */
  readonly turnMs: number;
}

/** The seed's figure: ten customers in the first ten seconds. */
export const DEFAULT_GROWTH: GrowthCurve = {
  initialRate: 1,
  finalRate: 1 / 120,
  halfLifeMs: 60 * 60 * 1000,
  turnMs: 15 * 60 * 1000,
};

/**
 * r(t) = final + (initial − final) · g(t) / g(0), g(t) = 1 / (1 + e^((t − h) / w)), h the half-life, w the turn: the
 * mirrored logistic function (Verhulst, "Notice sur la loi que la population suit dans son accroissement", 1838).
 */
export function arrivalRate(elapsedMs: number, curve: GrowthCurve = DEFAULT_GROWTH): number {
  const { initialRate, finalRate, halfLifeMs, turnMs } = curve;
  const g = (t: number) => 1 / (1 + Math.exp((t - halfLifeMs) / turnMs));
  return finalRate + (initialRate - finalRate) * g(Math.max(0, elapsedMs)) / g(0);
}

/** N(t) = final · t + (initial − final) / g(0) · w · (ln(1 + e^(h / w)) − ln(1 + e^((h − t) / w))), r(t)'s integral. */
export function expectedArrivals(elapsedMs: number, curve: GrowthCurve = DEFAULT_GROWTH): number {
  const { initialRate, finalRate, halfLifeMs, turnMs } = curve;
  const t = Math.max(0, elapsedMs);
  const decaying = turnMs * (softplus(halfLifeMs / turnMs) - softplus((halfLifeMs - t) / turnMs));
  const scale = (initialRate - finalRate) * (1 + Math.exp(-halfLifeMs / turnMs));
  return (finalRate * t + scale * decaying) / 1000;
}

/** The expected number, its fraction rounded up or down at random: unbiased. */
export function arrivals(
  random: Random,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
  curve: GrowthCurve = DEFAULT_GROWTH,
): number {
  return Math.floor(expectedArrivals(toMs, curve) - expectedArrivals(fromMs, curve) + random());
}

/** ln(1 + e^x) without overflow for large x. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
