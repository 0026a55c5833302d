import { formatReportKey, type ReportKey } from "../../domain/store/report_key.ts";
import { lifeOfReport, renewsEarly } from "../../domain/store/report_life.ts";
import type { StoreReport } from "../../domain/store/report.ts";
import type { Random } from "../../domain/shared/random.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { Outage } from "../shared/fault.ts";
import { FreshSingleFlight } from "../shared/single_flight.ts";
import { computeReport, type ComputeReportDeps } from "./compute_report.ts";
import type { ReportCache, Stamp } from "./ports/report_cache.ts";
import type { DayNotBegun } from "./refusals.ts";
import type { Unknown } from "../shared/unknown_thing.ts";

export interface CachedReportsDeps extends ComputeReportDeps {
  readonly cache: ReportCache;
  readonly random: Random;
  readonly sleep: (ms: number) => Promise<void>;
  /** Told of what went wrong where nobody waits for it, and of a cache that is away. */
  readonly onFault: (error: unknown) => void;
}

export interface CachedReportsOptions {
  /** Longer than a report takes to compute: who has not brought it by then is taken for dead. */
  readonly leaseMs: number;
  /** How long a reader waits for somebody else's report before computing it too: longer than a lease, so that of many who wait for a dead one, one takes over. */
  readonly patienceMs: number;
  /** How long a cache that did not answer is left alone. */
  readonly awayMs: number;
}

const DEFAULTS: CachedReportsOptions = { leaseMs: 3_000, patienceMs: 5_000, awayMs: 1_000 };
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 50;

/**
 * Where a report came from. "hit" and "stale": the cache, the latter while it is renewed. "collapsed": another reader of the
 * same computed it. "stored": computed, for all who come. "uncached": computed for this reader alone, as something changed
 * meanwhile. "away": computed, as the cache does not answer.
 */
export type ReportSource = "hit" | "stale" | "collapsed" | "stored" | "uncached" | "away";

export interface ServedReport {
  readonly report: StoreReport;
  readonly source: ReportSource;
  /** Of what is in the cache; not above 0: it is stale. */
  readonly freshForMs: number | null;
}

export type ReportResult = Result<ServedReport, Unknown<"unknown_store"> | DayNotBegun>;

/**
 * Reports through the cache: what is there is served, what is missing is computed by one reader of the fleet and served
 * to all.
 *
 * A read that begins after a change was told to the cache never gives a report without it. What the cache has was computed
 * after the last change it was told of (see {@link ReportCache.raise}); and what several readers of a process share is
 * begun after each of them asked. Without the cache every read is computed, one at a time for each report and process.
 */
export class CachedReports {
  readonly #deps: CachedReportsDeps;
  readonly #options: CachedReportsOptions;
  readonly #flights = new FreshSingleFlight<ReportResult>();
  readonly #renewing = new Map<string, Promise<void>>();
  #awayUntil = 0;

  constructor(deps: CachedReportsDeps, options: Partial<CachedReportsOptions> = {}) {
    this.#deps = deps;
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Throws `Outage` when the report is not in the cache and the database is away. */
  async read(key: ReportKey): Promise<ReportResult> {
    const sight = await this.#ask((cache) => cache.read(key));
    if (!sight?.entry) return await this.#flights.run(formatReportKey(key), () => this.#fill(key));
    const { report, stamp, freshForMs, costMs } = sight.entry;
    const isStale = freshForMs <= 0;
    if (isStale || renewsEarly({ costMs, freshForMs }, this.#deps.random)) this.#renew(key, stamp);
    return accepted({ report, source: isStale ? "stale" : "hit", freshForMs });
  }

  /** Writes through: gives the report as it is now, and has put it into the cache unless that is away. */
  async refresh(key: ReportKey): Promise<ReportResult> {
    return await this.#flights.run(formatReportKey(key), () => this.#fill(key));
  }

  /** As {@link refresh}, without anybody waiting. */
  refreshSoon(key: ReportKey): void {
    this.refresh(key).catch(this.#deps.onFault);
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.all([...this.#renewing.values()]);
    await this.#flights.settle();
  }

  /** One reader computes what is missing; all others wait for it. */
  async #fill(key: ReportKey): Promise<ReportResult> {
    const { clock, sleep, random } = this.#deps;
    const { leaseMs, patienceMs } = this.#options;
    const waitUntil = clock().getTime() + patienceMs;
    let seen: Stamp | null = null;
    for (let pause = FIRST_PAUSE_MS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const taken = await this.#ask((cache) => cache.take(key, seen, leaseMs));
      if (taken === null) return await this.#compute(key, "away");
      if (taken.outcome === "leased") return await this.#computeUnder(taken.token, key);
      if (clock().getTime() >= waitUntil) return await this.#compute(key, "uncached");
      if (taken.outcome === "held") await sleep(Math.min(pause, taken.forMs) * (0.5 + random() / 2));
      const sight = await this.#ask((cache) => cache.read(key));
      if (sight === null) return await this.#compute(key, "away");
      if (sight.entry) {
        const { report, freshForMs } = sight.entry;
        return accepted({ report, source: "collapsed", freshForMs });
      }
      seen = sight.seen;
    }
  }

  async #compute(key: ReportKey, source: ReportSource): Promise<ReportResult> {
    const computed = await computeReport(this.#deps, key);
    return computed.ok ? accepted({ report: computed.value, source, freshForMs: null }) : computed;
  }

  async #computeUnder(token: Stamp, key: ReportKey): Promise<ReportResult> {
    const { clock } = this.#deps;
    const release = () => this.#ask((cache) => cache.release(key, token));
    const began = clock().getTime();
    let computed;
    try {
      computed = await computeReport(this.#deps, key);
    } catch (error) {
      await release();
      throw error;
    }
    if (!computed.ok) {
      await release();
      return computed;
    }
    const report = computed.value;
    const life = lifeOfReport({ isOpen: report.day.isOpen, until: report.day.until, asOf: clock() });
    if (life.totalMs === 0) {
      await release();
      return accepted({ report, source: "uncached", freshForMs: null });
    }
    const costMs = Math.max(1, clock().getTime() - began);
    const put = await this.#ask((cache) => cache.put(key, report, { token, costMs, life }));
    if (put === "stored") return accepted({ report, source: "stored", freshForMs: life.freshMs });
    // Refused, it is still right for whoever asked before the change that it was refused for.
    if (put === "outdated") await release();
    return accepted({ report, source: put === null ? "away" : "uncached", freshForMs: null });
  }

  /** Computes anew what is served meanwhile, unless somebody does so already. */
  #renew(key: ReportKey, seen: Stamp): void {
    const name = formatReportKey(key);
    if (this.#renewing.has(name)) return;
    const renewing = (async () => {
      const taken = await this.#ask((cache) => cache.take(key, seen, this.#options.leaseMs));
      if (taken?.outcome === "leased") await this.#computeUnder(taken.token, key);
    })().catch(this.#deps.onFault).finally(() => this.#renewing.delete(name));
    this.#renewing.set(name, renewing);
  }

  /** `null` when the cache does not answer, and for a while after that without asking it. */
  async #ask<T>(question: (cache: ReportCache) => Promise<T>): Promise<T | null> {
    const { cache, clock, onFault } = this.#deps;
    if (clock().getTime() < this.#awayUntil) return null;
    try {
      return await question(cache);
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      this.#awayUntil = clock().getTime() + this.#options.awayMs;
      onFault(error);
      return null;
    }
  }
}
