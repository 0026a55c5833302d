import { numberFlag } from "../../../wiring/config/flags.ts";
import type { Process } from "../../../wiring/process/run_process.ts";
import { COMPARISON_DEFAULTS, runKafkaComparison } from "./kafka_comparison.ts";
import { reportComparison } from "./report_kafka_comparison.ts";

interface Flags {
  readonly orders?: string | undefined;
  readonly users?: string | undefined;
  readonly json?: boolean | undefined;
}

export async function printKafkaComparison(process: Process, { orders, users, json }: Flags): Promise<void> {
  const comparison = await runKafkaComparison(process, {
    orders: numberFlag("orders", orders, { from: 16, to: 1_000_000, whole: true }, COMPARISON_DEFAULTS.orders),
    users: numberFlag("users", users, { from: 1_000, to: 5_000_000, whole: true }, COMPARISON_DEFAULTS.users),
    onStage: (stage) => console.error(`${stage} …`),
  });
  console.log(json ? JSON.stringify(comparison) : reportComparison(comparison));
}
