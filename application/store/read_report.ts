import { businessDayOf } from "../../domain/store/business_day.ts";
import { composeReport, withWritten } from "../../domain/store/compose_report.ts";
import { formatReportKey, makeReportKey, type ReportKey } from "../../domain/store/report_key.ts";
import { lifeOfReport, renewsEarly } from "../../domain/store/report_life.ts";
import type { StoreReport } from "../../domain/store/report.ts";
import { parseStoreId } from "../../domain/store/store.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import type { Random } from "../../domain/shared/random.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { Outage } from "../shared/fault.ts";
import { FreshSingleFlight } from "../shared/single_flight.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";
import type { FencingToken, ReportCache, ReportFigures } from "./ports/reports.ts";
import type { Stores } from "./ports/sales.ts";
import { type DayNotBegun, dayNotBegun } from "./refusals.ts";

/**
 * "hit" and "stale" (while it is renewed): the cache. "collapsed": computed by another reader. "stored": computed and
 * cached. "uncached": computed, but something changed meanwhile. "unreachable": computed without the cache.
 */
export type ReportSource = "hit" | "stale" | "collapsed" | "stored" | "uncached" | "unreachable";

export interface ServedReport {
  readonly report: StoreReport;
  readonly source: ReportSource;
  /** Not above 0: stale. */
  readonly freshForMs: number | null;
}

type ReportRefusal = Unknown<"unknown_store"> | DayNotBegun;
type ReportResult = Result<ServedReport, ReportRefusal>;

export interface ReportAddress {
  readonly storeId: string;
  /** A date, or "today": the store's present business day. */
  readonly day: string;
  readonly category: string;
}

export interface ReportAddressDeps {
  readonly stores: Pick<Stores, "find">;
  readonly clock: () => Date;
}

/** Throws `Outage` if the report is not in the cache and the database is unreachable. */
export async function readReport(
  deps: ReportAddressDeps & { readonly reports: Pick<ReportReader, "read"> },
  address: ReportAddress,
): Promise<Result<ServedReport, InvalidInput | ReportRefusal>> {
  const key = await reportKeyOf(deps, address);
  return key.ok ? await deps.reports.read(key.value) : key;
}

export async function reportKeyOf(
  { stores, clock }: ReportAddressDeps,
  { storeId, day, category }: ReportAddress,
): Promise<Result<ReportKey, InvalidInput | Unknown<"unknown_store">>> {
  if (day !== "today") return makeReportKey(storeId, day, category);
  const id = parseStoreId(storeId);
  if (!id.ok) return id;
  const store = await stores.find(id.value);
  if (!store) return refused(unknownThing("store", storeId, "read the report"));
  return makeReportKey(storeId, businessDayOf(clock(), store), category);
}

interface ComputeReportDeps {
  readonly figures: Pick<ReportFigures, "partsOf">;
  readonly clock: () => Date;
}

/** Bypasses the cache; a stored report is taken if the sales have not changed since. */
export async function computeReport(
  { figures, clock }: ComputeReportDeps,
  key: ReportKey,
): Promise<Result<StoreReport, ReportRefusal>> {
  const asOf = clock();
  const parts = await figures.partsOf(key, asOf);
  if (parts === null) return refused(unknownThing("store", key.storeId, "read the report"));
  const { found, written } = parts;
  const report = found.kind === "kept" ? found.report : composeReport(key.category, found.tally);
  if (asOf < report.day.from) return refused(dayNotBegun(key, report.day.from));
  return accepted(written ? withWritten(report, written) : report);
}

export interface ReportReaderDeps extends ComputeReportDeps {
  readonly cache: ReportCache;
  readonly random: Random;
  readonly sleep: (ms: number) => Promise<void>;
  /** Failures in the background, and every `Outage` of the cache. */
  readonly onFault: (error: unknown) => void;
}

export interface ReportReaderOptions {
  /** Longer than computing takes: afterwards its holder is taken for dead. */
  readonly leaseMs: number;
  /** Longer than a lease, so that a waiting reader takes over from a dead holder. */
  readonly waitMs: number;
  readonly retryCacheAfterMs: number;
}

const DEFAULTS: ReportReaderOptions = { leaseMs: 3_000, waitMs: 5_000, retryCacheAfterMs: 1_000 };
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 50;

/**
 * One reader of the fleet computes what the cache lacks. A read after the cache's notification of a change never misses
 * it (see {@link ReportCache.raiseVersionFloor}). Without the cache: one computation at a time per report and process.
 */
export class ReportReader {
  readonly #deps: ReportReaderDeps;
  readonly #options: ReportReaderOptions;
  readonly #flights = new FreshSingleFlight<ReportResult>();
  readonly #renewing = new Map<string, Promise<void>>();
  #cacheUnreachableUntil = 0;

  constructor(deps: ReportReaderDeps, options: Partial<ReportReaderOptions> = {}) {
    this.#deps = deps;
    this.#options = { ...DEFAULTS, ...options };
  }

  /** Throws `Outage` if the report is not in the cache and the database is unreachable. */
  async read(key: ReportKey): Promise<ReportResult> {
    const snapshot = await this.#ask((cache) => cache.read(key));
    if (!snapshot?.entry) return await this.#flights.run(formatReportKey(key), () => this.#fill(key));
    const { report, token, freshForMs, costMs } = snapshot.entry;
    const isStale = freshForMs <= 0;
    if (isStale || renewsEarly({ costMs, freshForMs }, this.#deps.random)) this.#renew(key, token);
    return accepted({ report, source: isStale ? "stale" : "hit", freshForMs });
  }

  fillSoon(key: ReportKey): void {
    this.#flights.run(formatReportKey(key), () => this.#fill(key)).catch(this.#deps.onFault);
  }

  async settle(): Promise<void> {
    await Promise.all([...this.#renewing.values()]);
    await this.#flights.settle();
  }

  /** The holder of the lease computes; all others wait. */
  async #fill(key: ReportKey): Promise<ReportResult> {
    const { clock, sleep, random } = this.#deps;
    const { leaseMs, waitMs } = this.#options;
    const waitUntil = clock().getTime() + waitMs;
    let seen: FencingToken | null = null;
    for (let pause = FIRST_PAUSE_MS;; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const lease = await this.#ask((cache) => cache.acquireLease(key, seen, leaseMs));
      if (lease === null) return await this.#compute(key, "unreachable");
      if (lease.outcome === "leased") return await this.#computeUnder(lease.token, key);
      if (clock().getTime() >= waitUntil) return await this.#compute(key, "uncached");
      if (lease.outcome === "held") await sleep(Math.min(pause, lease.forMs) * (0.5 + random() / 2));
      const snapshot = await this.#ask((cache) => cache.read(key));
      if (snapshot === null) return await this.#compute(key, "unreachable");
      if (snapshot.entry) {
        const { report, freshForMs } = snapshot.entry;
        return accepted({ report, source: "collapsed", freshForMs });
      }
      seen = snapshot.seen;
    }
  }

  #renew(key: ReportKey, seen: FencingToken): void {
    const name = formatReportKey(key);
    if (this.#renewing.has(name)) return;
    const renewing = (async () => {
      const lease = await this.#ask((cache) => cache.acquireLease(key, seen, this.#options.leaseMs));
      if (lease?.outcome === "leased") await this.#computeUnder(lease.token, key);
    })().catch(this.#deps.onFault).finally(() => this.#renewing.delete(name));
    this.#renewing.set(name, renewing);
  }

  async #computeUnder(token: FencingToken, key: ReportKey): Promise<ReportResult> {
    const { clock } = this.#deps;
    const began = clock().getTime();
    let isHeld = true;
    try {
      const computed = await computeReport(this.#deps, key);
      if (!computed.ok) return computed;
      const report = computed.value;
      const life = lifeOfReport({ isOpen: report.day.isOpen, until: report.day.until, asOf: clock() });
      if (life.totalMs === 0) return accepted({ report, source: "uncached", freshForMs: null });
      const costMs = Math.max(1, clock().getTime() - began);
      const put = await this.#ask((cache) => cache.put(key, report, { token, costMs, life }));
      isHeld = put === "outdated";
      if (put === "stored") return accepted({ report, source: "stored", freshForMs: life.freshMs });
      // Still right for those who asked before the change that it was refused for.
      return accepted({ report, source: put === null ? "unreachable" : "uncached", freshForMs: null });
    } finally {
      if (isHeld) await this.#ask((cache) => cache.release(key, token));
    }
  }

  async #compute(key: ReportKey, source: ReportSource): Promise<ReportResult> {
    const computed = await computeReport(this.#deps, key);
    return computed.ok ? accepted({ report: computed.value, source, freshForMs: null }) : computed;
  }

  /** `null` if the cache does not answer, and for a while after that. */
  async #ask<T>(question: (cache: ReportCache) => Promise<T>): Promise<T | null> {
    const { cache, clock, onFault } = this.#deps;
    if (clock().getTime() < this.#cacheUnreachableUntil) return null;
    try {
      return await question(cache);
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      this.#cacheUnreachableUntil = clock().getTime() + this.#options.retryCacheAfterMs;
      onFault(error);
      return null;
    }
  }
}
