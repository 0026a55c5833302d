import { keepSourcing } from "../wiring/keep_sourcing.ts";
import { openSourcing } from "../wiring/open_sourcing.ts";
import { runProcess } from "../wiring/process/run_process.ts";

await runProcess({
  name: "sourcing-worker",
  usage: "",
  flags: {},
  longRunning: true,
}, async (process) => await keepSourcing(process, await openSourcing(process, "sourcing-worker")));
