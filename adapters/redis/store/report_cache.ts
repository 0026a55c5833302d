import type {
  CachedReport,
  CacheSnapshot,
  FencingToken,
  Lease,
  PutOptions,
  ReportCache,
} from "../../../application/store/ports/reports.ts";
import { formatReportKey, parseReportKey, patternOfStore, type ReportKey } from "../../../domain/store/report_key.ts";
import { type StoreReport, storeReportSchema } from "../../../domain/store/report.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import type { RedisClient } from "../core/connect.ts";
import { mastersOf } from "../core/info.ts";
import { mapRedisErrors } from "../core/map_redis_errors.ts";
import { ACQUIRE, PUT, RAISE, READ, RELEASE } from "./report_scripts.ts";

/** Of the kept JSON; count it up with every change, older reports are then ignored. */
const FORMAT = "1";

export interface RedisReportCacheOptions {
  readonly answerWithinMs?: number;
  /** How many reports this process keeps, to ask Redis for their stamps alone. */
  readonly knownAtMost?: number;
}

const ANSWER_WITHIN_MS = 800;
const SCAN_WITHIN_MS = 60_000;
const SCAN_STEP = 1_000;

type Answer = string | number | null;

/** EVALSHA, and EVAL if the server has forgotten them. */
interface Scripts {
  readReport(key: string): Promise<Answer[]>;
  acquireReportLease(key: string, seen: FencingToken | "", leaseMs: number): Promise<[Lease["outcome"], Answer?]>;
  putReport(key: string, ...given: (string | number)[]): Promise<"stored" | "fenced" | "outdated">;
  releaseReportLease(key: string, token: FencingToken): Promise<number>;
  raiseReportFloor(key: string, version: number): Promise<0 | 1>;
}

interface Known {
  readonly entry: CachedReport;
  readonly readAt: number;
}

const KNOWN_AT_MOST = 1_000;

/** Each report in a hash of its own, `report:1:2025-01-09:sales`: see `report_scripts.ts`. */
export class RedisReportCache implements ReportCache {
  readonly #redis: RedisClient & Scripts;
  readonly #prefix: string;
  /** Least recently read first. */
  readonly #known = new Map<string, Known>();
  readonly #knownAtMost: number;
  readonly #answerWithinMs: number;

  constructor(redis: RedisClient, prefix = "", options: RedisReportCacheOptions = {}) {
    redis.defineCommand("readReport", { lua: READ, numberOfKeys: 1, readOnly: true });
    redis.defineCommand("acquireReportLease", { lua: ACQUIRE, numberOfKeys: 1 });
    redis.defineCommand("putReport", { lua: PUT, numberOfKeys: 1 });
    redis.defineCommand("releaseReportLease", { lua: RELEASE, numberOfKeys: 1 });
    redis.defineCommand("raiseReportFloor", { lua: RAISE, numberOfKeys: 1 });
    this.#redis = redis as RedisClient & Scripts;
    this.#prefix = prefix;
    this.#knownAtMost = options.knownAtMost ?? KNOWN_AT_MOST;
    this.#answerWithinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS;
  }

  read(key: ReportKey): Promise<CacheSnapshot> {
    return mapRedisErrors(async () => {
      const name = this.#nameOf(key);
      try {
        return await this.#readKnown(name) ?? await this.#readAll(key, name);
      } catch (error) {
        if (isOfAnotherType(error)) return { entry: null, seen: null };
        throw error;
      }
    }, this.#answerWithinMs);
  }

  acquireLease(key: ReportKey, seen: FencingToken | null, leaseMs: number): Promise<Lease> {
    return mapRedisErrors(async () => {
      const [outcome, number] = await this.#redis.acquireReportLease(this.#nameOf(key), seen ?? "", leaseMs);
      if (outcome === "leased") return { outcome, token: Number(number) };
      return outcome === "held" ? { outcome, forMs: Number(number) } : { outcome };
    }, this.#answerWithinMs);
  }

  put(key: ReportKey, report: StoreReport, { token, costMs, life }: PutOptions) {
    const { freshMs, totalMs } = life;
    const staleMs = Math.round(totalMs - freshMs);
    const body = JSON.stringify(report);
    return mapRedisErrors(
      () =>
        this.#redis.putReport(
          this.#nameOf(key),
          token,
          report.version,
          FORMAT,
          Math.ceil(costMs),
          staleMs,
          Math.round(totalMs),
          body,
        ),
      this.#answerWithinMs,
    );
  }

  release(key: ReportKey, token: FencingToken): Promise<void> {
    return mapRedisErrors(
      async () => void await this.#redis.releaseReportLease(this.#nameOf(key), token),
      this.#answerWithinMs,
    );
  }

  raiseVersionFloor(keys: readonly ReportKey[], version: number): Promise<ReportKey[]> {
    return mapRedisErrors(async () => {
      // No pipeline: the keys are on several nodes.
      const had = await Promise.all(keys.map((key) => this.#redis.raiseReportFloor(this.#nameOf(key), version)));
      return keys.filter((_, index) => had[index] === 1);
    }, this.#answerWithinMs);
  }

  reset(storeId: StoreId): Promise<number> {
    return mapRedisErrors(async () => {
      const counts = await Promise.all((await mastersOf(this.#redis)).map((node) => this.#resetOn(node, storeId)));
      return counts.reduce((sum, count) => sum + count, 0);
    }, SCAN_WITHIN_MS);
  }

  async #readKnown(name: string): Promise<CacheSnapshot | null> {
    const known = this.#known.get(name);
    if (!known || await this.#redis.hget(name, "stamp") !== String(known.entry.token)) return null;
    const age = performance.now() - known.readAt;
    const { entry } = known;
    return {
      entry: { ...entry, freshForMs: entry.freshForMs - age, leftMs: entry.leftMs - age },
      seen: entry.token,
    };
  }

  async #readAll(key: ReportKey, name: string): Promise<CacheSnapshot> {
    const snapshot = snapshotOf(key, await this.#redis.readReport(name));
    this.#known.delete(name);
    if (snapshot.entry) this.#known.set(name, { entry: snapshot.entry, readAt: performance.now() });
    if (this.#known.size > this.#knownAtMost) this.#known.delete(this.#known.keys().next().value!);
    return snapshot;
  }

  async #resetOn(node: Pick<RedisClient, "scan">, storeId: StoreId): Promise<number> {
    const pattern = `${this.#prefix}${patternOfStore(storeId)}`;
    let cursor = "0";
    let removed = 0;
    do {
      const [next, names] = await node.scan(cursor, "MATCH", pattern, "COUNT", SCAN_STEP);
      // A prefix may contain wildcards.
      const own = names.filter((name) => this.#isOf(storeId, name));
      const counts = await Promise.all(own.map((name) => this.#redis.unlink(name)));
      removed += counts.reduce((sum, count) => sum + count, 0);
      cursor = next;
    } while (cursor !== "0");
    return removed;
  }

  #isOf(storeId: StoreId, name: string): boolean {
    if (!name.startsWith(this.#prefix)) return false;
    const key = parseReportKey(name.slice(this.#prefix.length));
    return key.ok && key.value.storeId === storeId;
  }

  #nameOf(key: ReportKey): string {
    return `${this.#prefix}${formatReportKey(key)}`;
  }
}

function snapshotOf(key: ReportKey, [stamp, format, version, cost, stale, left, body]: Answer[]): CacheSnapshot {
  if (stamp === null || stamp === undefined) return { entry: null, seen: null };
  const seen = Number(stamp);
  const report = format === FORMAT ? parseReport(key, body) : null;
  const staleMs = Number(stale);
  const leftMs = Number(left);
  if (!report || Number(version) !== report.version || !Number.isFinite(staleMs)) return { entry: null, seen };
  return {
    entry: {
      report,
      token: seen,
      freshForMs: leftMs - staleMs,
      leftMs,
      costMs: Number(cost) || 0,
    },
    seen,
  };
}

function parseReport({ storeId, day, category }: ReportKey, body: Answer | undefined): StoreReport | null {
  try {
    const { data } = storeReportSchema.safeParse(JSON.parse(String(body)));
    return data?.storeId === storeId && data.date === day && data.category === category ? data : null;
  } catch {
    return null;
  }
}

function isOfAnotherType(error: unknown): boolean {
  return error instanceof Error && error.message.includes("WRONGTYPE");
}
