import { runProcess } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { BENCHES, OWN_REPORT } from "./benches.ts";
import { IDENTITY_FLAGS } from "./identity/print_identity.ts";
import { KAFKA_COMPARISON_FLAGS } from "./kafka_comparison/print_kafka_comparison.ts";
import { readOptions } from "./read_options.ts";
import { resultAsText } from "./report.ts";
import { READER, readWhenTold } from "./stampede.ts";

const NAMES = Object.entries({ ...BENCHES, ...OWN_REPORT })
  .map(([name, { summary }]) => `  ${name.padEnd(18)}${summary}`).join("\n");

await runProcess({
  name: "bench",
  usage: `NAME [--rounds 5] [--processes 10] [--orders 2000] [--users 20000] [--customers 10000,5000000]
       [--rate 200] [--seconds 6] [--out docs/scale.svg] [--json]\n\n${NAMES}`,
  flags: {
    rounds: { type: "string" },
    processes: { type: "string" },
    out: { type: "string" },
    ...KAFKA_COMPARISON_FLAGS,
    ...IDENTITY_FLAGS,
  },
  positionals: true,
}, async (process, { values, positionals: [name = "", ...more] }) => {
  if (name === READER) return await readWhenTold(process, more[0]);
  const own = Object.hasOwn(OWN_REPORT, name) ? OWN_REPORT[name] : undefined;
  if (own && more.length === 0) return await own.print(process, values);
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench || more.length > 0) {
    throw new WrongSettings([`"${[name, ...more].join(" ")}" is no bench: expected one of\n${NAMES}`]);
  }
  const result = await bench.run(process, readOptions(values));
  console.log(values.json ? JSON.stringify(result, null, 2) : resultAsText(result));
});
