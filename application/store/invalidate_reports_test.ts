import { assertEquals, assertRejects } from "@std/assert";
import { MemoryReportCache } from "../../adapters/memory/store/report_cache.ts";
import { formatReportKey, keysOfDay, type ReportKey } from "../../domain/store/report_key.ts";
import { accepted } from "../../domain/shared/result.ts";
import { businessDay, reportKey, sampleReport } from "../../testing/fixtures/report_samples.ts";
import { sampleStore, storeId } from "../../testing/fixtures/store_samples.ts";
import { Outage } from "../shared/fault.ts";
import { invalidatePending, invalidateReports, reportsFollowSales, resetReports } from "./invalidate_reports.ts";
import type { ReportCache, ReportChange } from "./ports/reports.ts";

const STORE = sampleStore("1");
const MONDAY = businessDay("2026-03-02");
const TUESDAY = businessDay("2026-03-03");

/** A cache with reports of version 1 of both days, and changes that are pending until they are acknowledged. */
async function scene(pending: readonly ReportChange[] = []) {
  const cache = new MemoryReportCache({ now: () => 0 });
  for (const key of [...keysOfDay(STORE.storeId, MONDAY), ...keysOfDay(STORE.storeId, TUESDAY)]) {
    const lease = await cache.acquireLease(key, null, 1_000);
    if (lease.outcome !== "leased") throw new Error(lease.outcome);
    const life = { freshMs: 900, totalMs: 1_000 };
    await cache.put(key, sampleReport(key, 1), { token: lease.token, costMs: 1, life });
  }
  const state = { pending: [...pending], acknowledged: [] as ReportChange[], batches: [] as number[] };
  const changes = {
    pending: (limit: number) => {
      const batch = state.pending.slice(0, limit);
      state.batches.push(batch.length);
      return Promise.resolve(batch);
    },
    acknowledge: (known: readonly ReportChange[]) => {
      state.acknowledged.push(...known);
      state.pending = state.pending.filter((change) => !known.includes(change));
      return Promise.resolve();
    },
  };
  const cached = async (keys: readonly ReportKey[]) =>
    (await Promise.all(keys.map((key) => cache.read(key)))).filter(({ entry }) => entry !== null).length;
  return { cache, changes, state, cached };
}

const unreachable: ReportCache = new Proxy({} as ReportCache, {
  get: () => () => Promise.reject(new Outage("Redis", new Error("refused"))),
});
const ofMonday: ReportChange = { kind: "day", storeId: STORE.storeId, day: MONDAY, version: 2 };

Deno.test("invalidateReports removes the reports of a day, one report or all of a store, then acknowledges", async () => {
  const summary: ReportChange = {
    kind: "report",
    storeId: STORE.storeId,
    day: TUESDAY,
    category: "summary",
    version: 3,
  };
  const shop = await scene();
  const removed = await invalidateReports(shop, [ofMonday, summary]);
  assertEquals(removed.map(formatReportKey).sort(), [
    "report:1:2026-03-02:hours",
    "report:1:2026-03-02:menu",
    "report:1:2026-03-02:sales",
    "report:1:2026-03-02:summary",
    "report:1:2026-03-03:summary",
  ]);
  assertEquals(await shop.cached(keysOfDay(STORE.storeId, TUESDAY)), 3);
  assertEquals(shop.state.acknowledged, [ofMonday, summary]);
  await invalidateReports(shop, [{ kind: "hours", storeId: STORE.storeId, version: 4 }]);
  assertEquals(await shop.cached(keysOfDay(STORE.storeId, TUESDAY)), 0);
});

Deno.test("invalidateReports acknowledges nothing that the cache was not notified of", async () => {
  const { changes, state } = await scene();
  await assertRejects(() => invalidateReports({ cache: unreachable, changes }, [ofMonday]), Outage);
  assertEquals(state.acknowledged, []);
});

Deno.test("reportsFollowSales has reports of days that are over computed again, those of the day under way not", async () => {
  const shop = await scene();
  const filled: string[] = [];
  const subscriber = reportsFollowSales({
    ...shop,
    clock: () => new Date("2026-03-03T03:00:00Z"),
    onFault: () => {},
    reports: { fillSoon: (key) => void filled.push(formatReportKey(key)) },
  });
  await subscriber.onSalesStored(STORE, [MONDAY, TUESDAY], 2);
  assertEquals(filled.sort(), keysOfDay(STORE.storeId, MONDAY).map(formatReportKey).sort());
  assertEquals(await shop.cached(keysOfDay(STORE.storeId, TUESDAY)), 0);
  assertEquals(shop.state.acknowledged, [ofMonday, { ...ofMonday, day: TUESDAY }]);
});

Deno.test("reportsFollowSales resets a store whose hours changed, and leaves acknowledging to invalidatePending", async () => {
  const hours: ReportChange = { kind: "hours", storeId: STORE.storeId, version: 2 };
  const shop = await scene([hours]);
  const subscriber = reportsFollowSales({
    ...shop,
    clock: () => new Date(0),
    onFault: () => {},
    reports: { fillSoon: () => {} },
  });
  await subscriber.onHoursChanged(STORE);
  assertEquals([await shop.cached([reportKey("1", MONDAY)]), shop.state.acknowledged.length], [0, 0]);
  assertEquals([await invalidatePending(shop), shop.state.acknowledged.length], [1, 1]);
});

Deno.test("invalidatePending goes on until nothing is pending, and keeps pending what it can't invalidate", async () => {
  const many = Array.from({ length: 450 }, (_, n): ReportChange => ({ ...ofMonday, version: n + 2 }));
  const shop = await scene(many);
  await assertRejects(() => invalidatePending({ ...shop, cache: unreachable }), Outage);
  assertEquals(shop.state.pending.length, 450);
  assertEquals([await invalidatePending(shop), shop.state.pending.length], [450, 0]);
  assertEquals(shop.state.batches, [200, 200, 200, 50]);
  assertEquals(await invalidatePending({ ...shop, cache: unreachable }), 0);
});

Deno.test("resetReports removes a store's reports, counts them, and refuses what is no store's id", async () => {
  const { cache } = await scene();
  assertEquals(await resetReports({ cache }, "1"), accepted({ storeId: storeId("1"), removed: 8 }));
  const refused = await resetReports({ cache }, "1:*");
  assertEquals(refused.ok || refused.refusal.code, "invalid_input");
});
