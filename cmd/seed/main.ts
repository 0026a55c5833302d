import { runProcess } from "../wiring/process/run_process.ts";
import { SEED_COMMAND } from "./arguments.ts";
import { runSeed } from "./run_seed.ts";

await runProcess(SEED_COMMAND, (process, { values }) => runSeed(process, values));
