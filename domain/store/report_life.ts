import { DAY_MS } from "../shared/durations.ts";
import type { Random } from "../shared/random.ts";

/** From the moment the report was computed. */
export interface ReportLife {
  /** Served without recomputing. */
  readonly freshMs: number;
  /** Served at all: after `freshMs` a stale report is served while it is computed again. */
  readonly totalMs: number;
}

interface Ageing {
  readonly isOpen: boolean;
  readonly until: Date;
  readonly asOf: Date;
}

const DAILY_MS = DAY_MS;
const REAL_TIME_MS = 10 * 60_000;
const FRESH_SHARE = 0.9;

/** For what no change signals, such as the passing of time; changes invalidate at once. */
export function lifeOfReport({ isOpen, until, asOf }: Ageing): ReportLife {
  if (!isOpen) return { freshMs: DAILY_MS * FRESH_SHARE, totalMs: DAILY_MS };
  const totalMs = Math.max(0, Math.min(REAL_TIME_MS, until.getTime() - asOf.getTime()));
  return { freshMs: totalMs * FRESH_SHARE, totalMs };
}

const BETA = 1;

/**
 * XFetch, so that one reader recomputes a popular report before it expires for all: −δ·β·ln(random) ≥ remaining time,
 * δ = `costMs` (Vattani, Chierichetti, Lowenstein, "Optimal Probabilistic Cache Stampede Prevention", 2015).
 */
export function renewsEarly({ costMs, freshForMs }: { costMs: number; freshForMs: number }, random: Random): boolean {
  // 1 − random lies in (0, 1]: the logarithm of 0 would always recompute.
  return -costMs * BETA * Math.log(1 - random()) >= freshForMs;
}
