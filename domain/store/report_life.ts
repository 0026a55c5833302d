import { DAY_MS } from "../shared/durations.ts";
import type { Random } from "../shared/random.ts";

/** Lifetimes of a cached report, from the moment it was computed. */
export interface ReportLife {
  /** Served without recomputing. */
  readonly freshMs: number;
  /** Served at all: after `freshMs` a stale report is served while it is computed again. */
  readonly totalMs: number;
}

interface Ageing {
  readonly isOpen: boolean;
  /** End of the business day. */
  readonly until: Date;
  readonly asOf: Date;
}

const DAILY_MS = DAY_MS;
const REAL_TIME_MS = 10 * 60_000;
/** Share of the lifetime before recomputing. */
const FRESH_SHARE = 0.9;

/**
 * 24 hours for a day that is over; 10 minutes for an open day, and never beyond its end. A change invalidates reports
 * at once; these limits cover what no change signals, such as the passing of time.
 */
export function lifeOfReport({ isOpen, until, asOf }: Ageing): ReportLife {
  if (!isOpen) return { freshMs: DAILY_MS * FRESH_SHARE, totalMs: DAILY_MS };
  const totalMs = Math.max(0, Math.min(REAL_TIME_MS, until.getTime() - asOf.getTime()));
  return { freshMs: totalMs * FRESH_SHARE, totalMs };
}

/** Above 1 recomputes earlier, below 1 later; 1 is the optimum of the source below. */
const BETA = 1;

/**
 * Whether this reader recomputes a report that is still fresh: the probability rises towards the end and with the cost,
 * so that one reader of a popular report recomputes it before it expires for all.
 *
 * XFetch: −δ·β·ln(random) ≥ remaining time (Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede
 * Prevention", PVLDB 8 (8), 2015, figure 3).
 *
 * @param costMs δ, how long computing it took
 */
export function renewsEarly({ costMs, freshForMs }: { costMs: number; freshForMs: number }, random: Random): boolean {
  // 1 − random lies in (0, 1]: the logarithm of 0 would always recompute.
  return -costMs * BETA * Math.log(1 - random()) >= freshForMs;
}
