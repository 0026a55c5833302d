import { DAY_MS } from "../shared/durations.ts";
import type { Random } from "../shared/random.ts";

/** How long a report may be kept, from the moment it was computed. */
export interface ReportLife {
  /** So long it is served as it is. */
  readonly freshMs: number;
  /** So long at most it is served at all; after `freshMs` it is served while it is computed again. */
  readonly totalMs: number;
}

export interface Ageing {
  readonly isOpen: boolean;
  readonly until: Date;
  readonly asOf: Date;
}

const DAILY_MS = DAY_MS;
const REAL_TIME_MS = 10 * 60_000;
/** Of a life, the part before the one in which the report is renewed. */
const FRESH_SHARE = 0.9;

/**
 * 24 hours for a day that is over, 10 minutes for one under way, which also ends with its day: no day is shown as open
 * that is not. A change ends every life at once; these limits are for what no change tells, such as the clock.
 */
export function lifeOfReport({ isOpen, until, asOf }: Ageing): ReportLife {
  if (!isOpen) return { freshMs: DAILY_MS * FRESH_SHARE, totalMs: DAILY_MS };
  const totalMs = Math.max(0, Math.min(REAL_TIME_MS, until.getTime() - asOf.getTime()));
  return { freshMs: totalMs * FRESH_SHARE, totalMs };
}

/** Above 1 renews earlier, below 1 later; 1 is the optimum of the source below. */
const BETA = 1;

/**
 * Whether this reader renews a report that is still fresh: the nearer the end and the longer computing it takes, the
 * likelier, so that a report that is read often is renewed by one reader before it is missed by all.
 *
 * XFetch: −δ·β·ln(random) ≥ what is left (Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede
 * Prevention", PVLDB 8 (8), 2015, figure 3).
 *
 * @param costMs δ, how long computing it took
 */
export function renewsEarly({ costMs, freshForMs }: { costMs: number; freshForMs: number }, random: Random): boolean {
  // 1 − random lies in (0, 1]: the logarithm of 0 would renew whatever is left.
  return -costMs * BETA * Math.log(1 - random()) >= freshForMs;
}
