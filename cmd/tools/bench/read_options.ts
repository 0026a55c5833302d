import { numberFlag } from "../../wiring/config/flags.ts";
import type { BenchOptions } from "./bench.ts";
import { sizesOf } from "./identity/print_identity.ts";

export interface BenchFlags {
  readonly rounds?: string | undefined;
  readonly processes?: string | undefined;
  readonly orders?: string | undefined;
  readonly customers?: string | undefined;
  readonly "peer-sink"?: string | undefined;
}

/** Progress goes to stderr. Throws `WrongSettings`. */
export function readOptions({ rounds, processes, orders, customers, "peer-sink": peerSink }: BenchFlags): BenchOptions {
  return {
    rounds: numberFlag("rounds", rounds, { from: 1, to: 100, whole: true }, 5),
    processes: numberFlag("processes", processes, { from: 1, to: 100, whole: true }, undefined),
    orders: numberFlag("orders", orders, { from: 1_000, to: 10_000_000, whole: true }, undefined),
    customers: customers === undefined ? undefined : sizesOf(customers),
    peerSink,
    onRound: (text) => console.error(text),
  };
}
