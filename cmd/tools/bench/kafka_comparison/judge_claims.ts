import type { LookUp, LookUpKind } from "./compare_look_ups.ts";
import { CLAIMED_SAVING, type QueryCounts } from "./count_queries.ts";
import { formatMs } from "../../../wiring/process/latencies.ts";

export interface Claim {
  readonly claim: string;
  readonly measured: string;
  /** "partly": for some of the measured ways. */
  readonly verdict: "holds" | "partly" | "differs";
}

export const CLAIMED_SPEEDUP = 100;
const CLAIMED_DATABASE_MS = [10, 100] as const;
const CLAIMED_CACHE_MAX_MS = 1;

/** The guide's claims. Medians decide; being faster than claimed does not refute the claim about the cache. */
export function judgeClaims(queries: QueryCounts, lookUps: readonly LookUp[]): Claim[] {
  const median = (kind: LookUpKind, isPostgres: boolean) =>
    lookUps.find((way) => way.kind === kind && (way.where === "postgres") === isPostgres)?.latency.p50;
  const sorted = median("byRandomOrder", true)!;
  const indexed = median("byRandomSeed", true)!;
  const key = median("byKey", true)!;
  const drawn = median("anyOfPool", false)!;
  const cacheKey = median("byKey", false);
  const times = (slow: number, quick: number) => `${formatMs(slow / quick)}×`;
  return [
    {
      claim: "98 % fewer queries (60 a minute become 1.2)",
      measured: `${(queries.saved * 100).toFixed(1)} % fewer: ${queries.withoutPools} become ${
        queries.withPools.toFixed(1)
      }, as a refresh asks ${queries.statementsPerRefresh} questions; 98 % from ${queries.claimHoldsFrom} look-ups a minute on`,
      verdict: verdictOf([queries.saved >= CLAIMED_SAVING]),
    },
    {
      claim: "look-ups 100 times faster",
      measured: `${times(sorted, drawn)} against order by random(), ${times(indexed, drawn)} against random_seed${
        cacheKey === undefined ? "" : `, ${times(key, cacheKey)} by key`
      }`,
      verdict: verdictOf([sorted, indexed, key].map((ms) => ms / drawn >= CLAIMED_SPEEDUP)),
    },
    {
      claim: "10–100 ms from the database",
      measured: `${formatMs(key)} ms by key, ${formatMs(indexed)} by random_seed, ${
        formatMs(sorted)
      } by order by random()`,
      verdict: verdictOf(
        [key, indexed, sorted].map((ms) => ms >= CLAIMED_DATABASE_MS[0] && ms <= CLAIMED_DATABASE_MS[1]),
      ),
    },
    {
      claim: "0.1–1 ms from the cache",
      measured: `${cacheKey === undefined ? "" : `${formatMs(cacheKey)} ms by key, `}${
        formatMs(drawn)
      } ms any of the pool`,
      verdict: verdictOf([drawn, cacheKey ?? drawn].map((ms) => ms <= CLAIMED_CACHE_MAX_MS)),
    },
  ];
}

function verdictOf(hold: readonly boolean[]): Claim["verdict"] {
  return hold.every(Boolean) ? "holds" : hold.some(Boolean) ? "partly" : "differs";
}
