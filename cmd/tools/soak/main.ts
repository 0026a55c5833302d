import { testEngines } from "../../../testing/engines/installation.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
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
  const soaking = runSoak(args, {
    engines: testEngines(),
    signal,
    say: (line) => console.error(line),
  });
  const report = await soaking.catch((error) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (report === null) {
    console.error("soak: interrupted; its database, topics, keys, table and processes are gone, the engines are up");
    return 1;
  }
  if (args.curve) await Deno.writeTextFile(args.curve, drawCurve(report));
  console.log(values.json ? JSON.stringify(report, null, 2) : reportAsText(report));
  return report.ok ? 0 : 1;
});
