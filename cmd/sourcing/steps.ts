import { invocationOf } from "../wiring/process/arguments.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { keepSourcing } from "../wiring/sourcing.ts";
import { collectBenchmarksStep } from "./collect_benchmarks.ts";
import { findCandidatesStep } from "./find_candidates.ts";
import { makeProductsStep } from "./make_products.ts";
import { type Step, step } from "./step.ts";
import { syncStep } from "./sync.ts";
import { placeOrdersStep, publishStep, pullOrdersStep, pullProductsStep } from "./trade.ts";

const workStep = step(
  "all of sync, make-products, publish, pull-orders, pull-products and place-orders in one process",
  { usage: "", flags: {}, longRunning: true },
  async (process) => await keepSourcing(process, await openSourcing(process, "sourcing work")),
);

/** In the order in which goods and orders pass through them. */
export const STEPS: ReadonlyMap<string, Step> = new Map([
  ["sync", syncStep],
  ["make-products", makeProductsStep],
  ["collect-benchmarks", collectBenchmarksStep],
  ["find-candidates", findCandidatesStep],
  ["publish", publishStep],
  ["pull-orders", pullOrdersStep],
  ["pull-products", pullProductsStep],
  ["place-orders", placeOrdersStep],
  ["work", workStep],
]);

export function usage(): string {
  const lines = [...STEPS].map(([name, { about }]) => `  ${name.padEnd(20)}${about}`);
  return [`usage: ${invocationOf("sourcing")} STEP [ARGUMENTS]      its own arguments: STEP --help`, "", ...lines].join(
    "\n",
  );
}
