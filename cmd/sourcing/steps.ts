import { openSourcing } from "../wiring/open_sourcing.ts";
import { keepSourcing } from "../wiring/sourcing.ts";
import { STEP_COMMANDS } from "./arguments.ts";
import { collectBenchmarksStep } from "./collect_benchmarks.ts";
import { findCandidatesStep } from "./find_candidates.ts";
import { makeProductsStep } from "./make_products.ts";
import { type Step, step } from "./step.ts";
import { syncStep } from "./sync.ts";
import { placeOrdersStep, publishStep, pullOrdersStep, pullProductsStep } from "./trade.ts";

export const STEPS: Readonly<Record<keyof typeof STEP_COMMANDS, Step>> = {
  sync: syncStep,
  "make-products": makeProductsStep,
  "collect-benchmarks": collectBenchmarksStep,
  "find-candidates": findCandidatesStep,
  publish: publishStep,
  "pull-orders": pullOrdersStep,
  "pull-products": pullProductsStep,
  "place-orders": placeOrdersStep,
  work: step(
    STEP_COMMANDS.work,
    async (process) => await keepSourcing(process, await openSourcing(process, "sourcing work")),
  ),
};
