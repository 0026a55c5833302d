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
 * Where a report came from. "hit" and "stale": the cache, the latter while it is renewed. "collapsed": another reader of the
 * same computed it. "stored": computed and put into the cache. "uncached": computed for this reader alone, as something
 * changed meanwhile. "unreachable": computed, as the cache does not answer.
 */
export type ReportSource = "hit" | "stale" | "collapsed" | "stored" | "uncached" | "unreachable";

export interface ServedReport {
  readonly report: StoreReport;
  readonly source: ReportSource;
  /** Of what is in the cache; not above 0: it is stale. */
  readonly freshForMs: number | null;
}

type ReportRefusal = Unknown<"unknown_store"> | DayNotBegun;
type ReportResult = Result<ServedReport, ReportRefusal>;

/** A report's key as a caller gives it, not yet parsed. */
export interface ReportAddress {
  readonly storeId: string;
  /** A date, or "today": the store's business day at this moment. */
  readonly day: string;
  readonly category: string;
}

export interface ReportAddressDeps {
  readonly stores: Pick<Stores, "find">;
  readonly clock: () => Date;
}

/** Gives the report from the cache, or computes it. Throws `Outage` if it is in neither and the database is unreachable. */
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

/** The report as the database has it at this moment: from the sales, or as it was stored if they have not changed since. */
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
  /** Gets what failed in the background, and every `Outage` of the cache. */
  readonly onFault: (error: unknown) => void;
}

export interface ReportReaderOptions {
  /** Longer than computing a report takes: a holder that has not brought it by then is taken for dead. */
  readonly leaseMs: number;
  /** How long a reader waits for another's report before computing it too: longer than a lease, so that one takes over from a dead holder. */
  readonly waitMs: number;
  /** How long a cache that did not answer is not asked. */
  readonly retryCacheAfterMs: number;
}

const DEFAULTS: ReportReaderOptions = { leaseMs: 3_000, waitMs: 5_000, retryCacheAfterMs: 1_000 };
const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 50;

/**
 * Reports through the cache: what is missing is computed by one reader of the fleet and served to all.
 *
 * A read that begins after the cache was notified of a change never gives a report without it: what the cache has was
 * computed after the last such change (see {@link ReportCache.raiseVersionFloor}), and what several readers of a process
 * share was begun after each of them asked. Without the cache every read is computed, one at a time a report and process.
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

  /** Puts a report that was removed into the cache again, in the background. */
  fillSoon(key: ReportKey): void {
    this.#flights.run(formatReportKey(key), () => this.#fill(key)).catch(this.#deps.onFault);
  }

  /** Resolves when nothing is under way. */
  async settle(): Promise<void> {
    await Promise.all([...this.#renewing.values()]);
    await this.#flights.settle();
  }

  /** The holder of the lease computes what is missing; all others wait for it. */
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

  /** Computes again what is served meanwhile, unless that is under way already. */
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
      // Refused, it is still right for those who asked before the change that it was refused for.
      return accepted({ report, source: put === null ? "unreachable" : "uncached", freshForMs: null });
    } finally {
      if (isHeld) await this.#ask((cache) => cache.release(key, token));
    }
  }

  async #compute(key: ReportKey, source: ReportSource): Promise<ReportResult> {
    const computed = await computeReport(this.#deps, key);
    return computed.ok ? accepted({ report: computed.value, source, freshForMs: null }) : computed;
  }

  /** `null` if the cache does not answer, and for a while after that without asking it. */
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
