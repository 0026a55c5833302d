import { makeRound } from "../../application/sourcing/make_round.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { count } from "../wiring/process/table.ts";
import { makeRoundDeps, sourcingDeps } from "../wiring/sourcing.ts";
import { STEP_COMMANDS } from "./arguments.ts";
import { roundStep } from "./run_rounds.ts";
import { reportOf } from "./step.ts";

export const makeProductsStep = roundStep(STEP_COMMANDS["make-products"], (process) => ({
  unit: "done",
  stage: "make products",
  pauseMs: 1_000,
  open: async () => {
    const databases = await openSourcing(process, "sourcing make-products");
    const deps = makeRoundDeps(process, databases, sourcingDeps(process, databases));
    return async (onProgress) => {
      const { embedded, ...relayed } = await makeRound(deps, {
        signal: process.signal,
        onProgress: (stage, done) => onProgress?.(done, stage),
      });
      return { ...reportOf(relayed), embedded };
    };
  },
  textOf: ({ relayed, deadLettered, embedded }) =>
    `${count(relayed)} items relayed, ${count(deadLettered)} dead-lettered, ${count(embedded)} embedded.`,
  isFinished: ({ deadLettered }) => deadLettered === 0,
}));
