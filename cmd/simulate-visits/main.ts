/** Customers who walk through stores, and what their devices send to an API: a demonstration, and a load. */
import { runProcess } from "../wiring/process/run_process.ts";
import { readSimulateArguments, SIMULATE_COMMAND } from "./arguments.ts";
import { runSimulation } from "./run_simulation.ts";

await runProcess(SIMULATE_COMMAND, ({ config, signal }, { values }) => {
  return runSimulation(readSimulateArguments(values), { apiKey: config.http.clientKey, signal });
});
