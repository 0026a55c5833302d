import { assertEquals } from "@std/assert";
import { summarise } from "../bench.ts";
import type { SizeResult } from "./size_trial.ts";
import { judgeIdentity } from "./judge_identity.ts";

function size(customers: number, { p50 = 2, p99 = 8, stored = 200, answers = 600, pgbench = 1_000 as number | null }) {
  const latency = (p99: number) => ({ count: 100, p50, p95: p99, p99, max: p99 });
  const measured = (figure: number) => ({ name: "", unit: "", ...summarise([figure]) });
  const of: Pick<SizeResult, "customers" | "answer" | "endToEnd" | "throughput"> = {
    customers,
    answer: latency(p99),
    endToEnd: { answer: latency(p99), stored: latency(stored) },
    throughput: { answers: measured(answers), pgbench: pgbench === null ? null : measured(pgbench) },
  };
  return of as SizeResult;
}

Deno.test("judgeIdentity sets each size beside its limits, and the largest beside the smallest", () => {
  const { ratios, goals } = judgeIdentity([size(10_000, {}), size(5_000_000, { p50: 3, p99: 12, answers: 400 })], 200);
  assertEquals(Object.values(ratios), [0.6, 0.4, 1.5, 1.5]);
  assertEquals(goals.map(({ reached }) => reached), [true, true, true, false, true, false, false, false]);
});

Deno.test("judgeIdentity says nothing of pgbench where there is none, nor compares one size with itself", () => {
  const { ratios, goals } = judgeIdentity([size(10_000, { pgbench: null, stored: 1_200 })], 200);
  assertEquals(ratios, {});
  assertEquals(goals.map(({ measured, reached }) => [measured, reached]), [[8, true], [1_200, false]]);
});
