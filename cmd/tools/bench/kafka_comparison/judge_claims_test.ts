import { assertEquals } from "@std/assert";
import type { LookUp } from "./compare_look_ups.ts";
import { judgeClaims } from "./judge_claims.ts";

const latency = (p50: number) => ({ count: 1, p50, p95: p50, p99: p50, max: p50 });
const lookUps = (ms: { key: number; seed: number; order: number; hget: number; any: number }): LookUp[] => [
  { where: "postgres", kind: "byKey", command: "", latency: latency(ms.key) },
  { where: "postgres", kind: "byRandomSeed", command: "", latency: latency(ms.seed) },
  { where: "postgres", kind: "byRandomOrder", command: "", latency: latency(ms.order) },
  { where: "redis", kind: "byKey", command: "", latency: latency(ms.hget) },
  { where: "redis", kind: "anyOfPool", command: "", latency: latency(ms.any) },
];
const queries = {
  lookUpsPerMinute: 60,
  withoutPools: 60,
  withPools: 4.8,
  refreshesPerMinute: 1.2,
  statementsPerRefresh: 4,
  saved: 0.92,
  claimHoldsFrom: 240,
};
const verdicts = (claims: ReturnType<typeof judgeClaims>) => claims.map(({ verdict }) => verdict);

Deno.test("judgeClaims confirms what the guide says where it was measured", () => {
  const asClaimed = lookUps({ key: 12, seed: 15, order: 90, hget: 0.2, any: 0.11 });
  const claims = judgeClaims({ ...queries, withPools: 1.2, saved: 0.98 }, asClaimed);
  assertEquals(verdicts(claims), ["holds", "holds", "holds", "holds"]);
});

Deno.test("judgeClaims says where the measurement is another one", () => {
  const claims = judgeClaims(queries, lookUps({ key: 0.13, seed: 0.15, order: 11, hget: 0.09, any: 0.1 }));
  assertEquals(verdicts(claims), ["differs", "partly", "partly", "holds"]);
  assertEquals(
    claims[0]!.measured,
    "92.0 % fewer: 60 become 4.8, as a refresh asks 4 questions; 98 % from 240 look-ups a minute on",
  );
  assertEquals(claims[1]!.measured, "110× against order by random(), 1.50× against random_seed, 1.44× by key");
});
