/** Measures something of the project by its name, several times, and prints what came out. */
import { numberFlag } from "../wiring/numbers.ts";
import { runProcess } from "../wiring/run_process.ts";
import { WrongSettings } from "../wiring/settings.ts";
import type { Bench } from "./bench.ts";
import { BENCH_HISTORY } from "./history.ts";
import { IDENTITY_FLAGS, IDENTITY_SUMMARY, printIdentity } from "./identity/print_identity.ts";
import { KAFKA_COMPARISON_FLAGS, KAFKA_COMPARISON_SUMMARY, printKafkaComparison } from "./print_kafka_comparison.ts";
import { resultAsText } from "./report.ts";

/** Every bench by its name; a new one is entered here. */
const BENCHES: Readonly<Record<string, Bench>> = {
  history: BENCH_HISTORY,
};

const NAMES = Object.entries({
  ...BENCHES,
  identity: { summary: IDENTITY_SUMMARY },
  "kafka-comparison": { summary: KAFKA_COMPARISON_SUMMARY },
}).map(([name, { summary }]) => `  ${name.padEnd(18)}${summary}`).join("\n");

await runProcess({
  name: "bench",
  usage: `NAME [--rounds 3] [--orders 2000] [--users 20000] [--customers 10000,5000000]
       [--rate 200] [--seconds 6] [--json]\n\n${NAMES}`,
  flags: { rounds: { type: "string" }, ...KAFKA_COMPARISON_FLAGS, ...IDENTITY_FLAGS },
  positionals: true,
}, async (process, { values, positionals: [name = "", ...more] }) => {
  if (name === "kafka-comparison" && more.length === 0) return await printKafkaComparison(process, values);
  if (name === "identity" && more.length === 0) return await printIdentity(process, values);
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench || more.length > 0) {
    throw new WrongSettings([`"${[name, ...more].join(" ")}" is no bench: expected one of\n${NAMES}`]);
  }
  const rounds = numberFlag("rounds", values.rounds, { from: 1, to: 100, whole: true }, 3);
  const result = await bench.run(process, { rounds, onRound: (text) => console.error(text) });
  console.log(values.json ? JSON.stringify(result, null, 2) : resultAsText(result));
});
