import { assert, assertEquals, assertGreater } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { formatReportKey, keysOfDay } from "../../../domain/store/report_key.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import { storeIdSchema } from "../../../domain/shared/store_id.ts";
import { businessDay, reportKey, sampleReport } from "../../../testing/fixtures/report_samples.ts";
import type { FencingToken, ReportCache } from "./report_cache.ts";

/** An empty cache, seen by two processes. */
interface ReportCacheUnderTest extends AsyncDisposable {
  readonly cache: ReportCache;
  /** The same as another process has it. */
  readonly elsewhere: ReportCache;
  /** Lets so much time go by. */
  readonly elapse: (ms: number) => Promise<void>;
}

const LEASE_MS = 5_000;
const LIFE = { freshMs: 0.9 * DAY_MS, totalMs: DAY_MS };
const RACES = 1_000;

/** Reports that come in under a lease alone. */
export function reportCacheContract(engine: string, open: () => Promise<ReportCacheUnderTest>): void {
  const inCache = (work: (under: ReportCacheUnderTest) => Promise<void>) => async () => {
    await using under = await open();
    await work(under);
  };
  const key = reportKey();

  const leaseOf = async (cache: ReportCache, seen: FencingToken | null = null, of = key, leaseMs = LEASE_MS) => {
    const lease = await cache.acquireLease(of, seen, leaseMs);
    assert(lease.outcome === "leased", `expected a lease: ${lease.outcome}`);
    return lease.token;
  };
  const fill = async (cache: ReportCache, version = 1, of = key, life = LIFE) => {
    const token = await leaseOf(cache, (await cache.read(of)).seen, of);
    assertEquals(await cache.put(of, sampleReport(of, version), { token, costMs: 12, life }), "stored");
    return token;
  };

  describe(`ReportCache in ${engine}`, () => {
    it(
      "read finds nothing at first, and then what was put, with its life",
      inCache(async ({ cache, elsewhere }) => {
        assertEquals(await cache.read(key), { entry: null, seen: null });
        const token = await leaseOf(cache);
        assertEquals(await cache.read(key), { entry: null, seen: null }, "a lease is no report");
        const report = sampleReport(key, 7, "맑음 '\"\\🍜");
        assertEquals(await cache.put(key, report, { token, costMs: 12, life: LIFE }), "stored");
        const { entry, seen } = await elsewhere.read(key);
        assertEquals([entry?.report, entry?.costMs, seen], [report, 12, token]);
        assertEquals(entry?.token, token);
        assert(entry!.freshForMs > 0.8 * DAY_MS && entry!.freshForMs <= LIFE.freshMs, `${entry!.freshForMs}`);
        assert(entry!.leftMs > 0.99 * DAY_MS && entry!.leftMs <= DAY_MS, `${entry!.leftMs}`);
      }),
    );

    it(
      "a report grows stale, and is gone at the end of its life",
      inCache(async ({ cache, elapse }) => {
        await fill(cache, 1, key, { freshMs: 300, totalMs: 2_000 });
        await elapse(500);
        const { entry } = await cache.read(key);
        assert(entry && entry.freshForMs < 0 && entry.leftMs > 0, JSON.stringify(entry));
        await elapse(2_000);
        assertEquals(await cache.read(key), { entry: null, seen: null });
      }),
    );

    it(
      "of twenty who miss the same report one gets the lease, the others learn how long it is held",
      inCache(async ({ cache, elsewhere }) => {
        const lease = await Promise.all(
          Array.from({ length: 20 }, (_, n) => (n % 2 ? cache : elsewhere).acquireLease(key, null, LEASE_MS)),
        );
        assertEquals(lease.filter(({ outcome }) => outcome === "leased").length, 1);
        for (const one of lease) {
          if (one.outcome === "leased") continue;
          assert(one.outcome === "held" && one.forMs > 0 && one.forMs <= LEASE_MS, JSON.stringify(one));
        }
      }),
    );

    it(
      "who missed a report that has come meanwhile gets no lease to compute it again",
      inCache(async ({ cache, elsewhere }) => {
        const { seen } = await elsewhere.read(key);
        await fill(cache);
        assertEquals(await elsewhere.acquireLease(key, seen, LEASE_MS), { outcome: "changed" });
        const renewed = await elsewhere.read(key);
        await leaseOf(elsewhere, renewed.seen);
        assertEquals((await cache.read(key)).entry?.token, renewed.seen, "it is served while it is renewed");
      }),
    );

    it(
      "a lease ends with release, and nobody but its holder ends it",
      inCache(async ({ cache, elsewhere }) => {
        const token = await leaseOf(cache);
        await elsewhere.release(key, token - 1);
        assertEquals((await elsewhere.acquireLease(key, null, LEASE_MS)).outcome, "held");
        await cache.release(key, token);
        assertGreater(await leaseOf(elsewhere), token);
      }),
    );

    it(
      "a lease that ran out goes to another, and what its first holder then brings is refused",
      inCache(async ({ cache, elsewhere, elapse }) => {
        const dead = await leaseOf(cache, null, key, 200);
        await elapse(300);
        const next = await leaseOf(elsewhere);
        assertGreater(next, dead);
        const putting = { costMs: 1, life: LIFE };
        assertEquals(await cache.put(key, sampleReport(key, 9), { token: dead, ...putting }), "fenced");
        assertEquals((await cache.read(key)).entry, null);
        assertEquals(await elsewhere.put(key, sampleReport(key, 1), { token: next, ...putting }), "stored");
        assertEquals(await cache.put(key, sampleReport(key, 9), { token: dead, ...putting }), "fenced");
        assertEquals((await cache.read(key)).entry?.report.version, 1);
      }),
    );

    it(
      "a lease that ran out and no other holds still counts",
      inCache(async ({ cache, elapse }) => {
        const token = await leaseOf(cache, null, key, 200);
        await elapse(250);
        assertEquals(await cache.put(key, sampleReport(key), { token, costMs: 1, life: LIFE }), "stored");
      }),
    );

    it(
      "raiseVersionFloor makes older reports disappear and keeps them out, and leaves newer ones alone",
      inCache(async ({ cache, elsewhere }) => {
        const menu = reportKey("1", "2025-01-09", "menu");
        await fill(cache, 3);
        await fill(cache, 5, menu);
        assertEquals(await elsewhere.raiseVersionFloor([key, menu, reportKey("1", "2025-01-10")], 5), [key]);
        assertEquals(await cache.read(key), { entry: null, seen: null });
        assertEquals((await cache.read(menu)).entry?.report.version, 5);
        const token = await leaseOf(cache);
        const putting = { token, costMs: 1, life: LIFE };
        assertEquals(await cache.put(key, sampleReport(key, 4), putting), "outdated");
        assertEquals(await cache.put(key, sampleReport(key, 5), putting), "stored");
        assertEquals(await elsewhere.raiseVersionFloor([key], 4), [], "a late notification of an older change");
        assertEquals((await cache.read(key)).entry?.report.version, 5);
      }),
    );

    it(
      "raiseVersionFloor reaches a report that is being computed",
      inCache(async ({ cache, elsewhere }) => {
        const token = await leaseOf(cache);
        assertEquals(await elsewhere.raiseVersionFloor([key], 2), []);
        const putting = { token, costMs: 1, life: LIFE };
        assertEquals(await cache.put(key, sampleReport(key, 1), putting), "outdated");
        assertEquals(await cache.put(key, sampleReport(key, 2), putting), "stored");
      }),
    );

    it(
      "an older report never covers a newer one, in a thousand races",
      inCache(async ({ cache, elsewhere }) => {
        for (let race = 0; race < RACES; race++) {
          const older = 2 * race + 1;
          const newer = 2 * race + 2;
          // A writer raises to its version before it brings its report; the slower of the two may come at any moment.
          const token = await leaseOf(cache, (await cache.read(key)).seen);
          const putting = { token, costMs: 1, life: LIFE };
          const write = async (by: ReportCache, version: number) => {
            await by.raiseVersionFloor([key], version);
            return await by.put(key, sampleReport(key, version), putting);
          };
          const both = [() => write(cache, newer), () => write(elsewhere, older)];
          const [a] = await Promise.all((race % 2 ? both.reverse() : both).map((go) => go()));
          assert(a !== undefined);
          const { entry } = await cache.read(key);
          assert(
            entry === null || entry.report.version === newer,
            `${older} covers ${newer}: ${entry?.report.version}`,
          );
          if (entry === null) await fill(cache, newer);
        }
      }),
    );

    it(
      "reset removes all of a store's keys, counts them, and touches no other store's",
      inCache(async ({ cache, elsewhere }) => {
        const mine = ["2025-01-09", "2025-01-10"].flatMap((day) =>
          keysOfDay(storeIdSchema.parse("1"), businessDay(day))
        );
        const others = ["10", "11", "1.1", "1-", "1_", "report", "2"].map((id) => reportKey(id));
        for (const one of [...mine, ...others]) await fill(cache, 1, one);
        assertEquals(await elsewhere.reset(storeIdSchema.parse("1")), mine.length);
        for (const one of mine) assertEquals((await cache.read(one)).entry, null, formatReportKey(one));
        for (const one of others) assert((await cache.read(one)).entry, formatReportKey(one));
        assertEquals(await elsewhere.reset(storeIdSchema.parse("1")), 0);
      }),
    );

    it(
      "what was computed before a reset does not come back after it, whoever has the lease by then",
      inCache(async ({ cache, elsewhere }) => {
        const before = await leaseOf(cache);
        assertEquals(await elsewhere.reset(key.storeId), 1);
        const putting = { costMs: 1, life: LIFE };
        assertEquals(await cache.put(key, sampleReport(key, 1), { token: before, ...putting }), "fenced");
        const after = await leaseOf(elsewhere);
        assertGreater(after, before);
        assertEquals(await cache.put(key, sampleReport(key, 1), { token: before, ...putting }), "fenced");
        assertEquals(await elsewhere.put(key, sampleReport(key, 2), { token: after, ...putting }), "stored");
        assertEquals((await cache.read(key)).entry?.report.version, 2);
      }),
    );

    it(
      "a reset among writers leaves only what was leased after it began",
      inCache(async ({ cache, elsewhere }) => {
        for (let round = 0; round < 30; round++) {
          let resetBegan = false;
          const leasedBefore = new Set<FencingToken>();
          const writer = async (by: ReportCache, n: number) => {
            const of = reportKey("1", `2025-01-${String(1 + n % 28).padStart(2, "0")}`);
            const lease = await by.acquireLease(of, (await by.read(of)).seen, LEASE_MS);
            if (lease.outcome !== "leased") return;
            if (!resetBegan) leasedBefore.add(lease.token);
            await new Promise((resolve) => setTimeout(resolve, n % 5));
            await by.put(of, sampleReport(of, 1), { token: lease.token, costMs: 1, life: LIFE });
          };
          const writing = Promise.all(Array.from({ length: 28 }, (_, n) => writer(n % 2 ? cache : elsewhere, n)));
          await new Promise((resolve) => setTimeout(resolve, round % 4));
          resetBegan = true;
          await elsewhere.reset(key.storeId);
          await writing;
          for (let n = 0; n < 28; n++) {
            const { seen } = await cache.read(reportKey("1", `2025-01-${String(1 + n).padStart(2, "0")}`));
            assert(seen === null || !leasedBefore.has(seen), "a report that was begun before the reset came back");
          }
          await cache.reset(key.storeId);
        }
      }),
    );
  });
}
