import { testEngines } from "../../../testing/engines/installation.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import { printReport } from "../services/print_report.ts";
import { useEngines } from "../services/lock.ts";
import { addressEngines } from "../services/require_engines_up.ts";
import { runProcess } from "../../wiring/process/run_process.ts";
import { readSoakArguments, SOAK_COMMAND } from "./arguments.ts";
import { drawCurve } from "./draw_curve.ts";
import { reportAsText } from "./report.ts";
import { runSoak } from "./run_soak.ts";

const NEEDED = /^(postgres|redis|kafka-\d|dynamodb)$/;

await runProcess(SOAK_COMMAND, async ({ signal }, { values }) => {
  const args = readSoakArguments(values);
  // A test run that ends meanwhile leaves them up.
  using _inUse = await useEngines(servicesDirectory());
  await addressEngines(NEEDED);
  const soak = async () => {
    const report = await runSoak(args, { engines: testEngines(), signal, say: (line) => console.error(line) });
    if (args.curve) await Deno.writeTextFile(args.curve, drawCurve(report));
    return report;
  };
  return await printReport(soak(), {
    json: values.json ?? false,
    asText: reportAsText,
    signal,
    interrupted: "soak: interrupted; its database, topics, keys, table and processes are gone, the engines are up",
  });
});
