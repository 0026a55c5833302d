import { assertEquals } from "@std/assert";
import { reportCacheContract } from "../../../application/store/ports/report_cache_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { reportKey, sampleReport } from "../../../testing/fixtures/report_samples.ts";
import { MemoryReportCache } from "./report_cache.ts";

reportCacheContract("this process", () => {
  let now = 1_000;
  const cache = new MemoryReportCache({ now: () => now });
  const elapse = (ms: number) => Promise.resolve(void (now += ms));
  return Promise.resolve({ cache, elsewhere: cache, elapse, [Symbol.asyncDispose]: () => Promise.resolve() });
});

Deno.test("MemoryReportCache keeps no more reports than it may, the latest ones", async () => {
  const cache = new MemoryReportCache({ now: () => 0, maxReports: 2 });
  const life = { freshMs: 900, totalMs: 1_000 };
  for (const id of ["1", "2", "3"]) {
    const key = reportKey(id);
    const lease = await cache.acquireLease(key, null, 100);
    if (lease.outcome !== "leased") throw new Error(lease.outcome);
    await cache.put(key, sampleReport(key), { token: lease.token, costMs: 1, life });
  }
  const found = await Promise.all(["1", "2", "3"].map(async (id) => (await cache.read(reportKey(id))).entry !== null));
  assertEquals(found, [false, true, true]);
});
