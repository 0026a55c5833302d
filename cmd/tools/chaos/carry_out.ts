import process from "node:process";
import { addresses } from "../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import * as breakable from "../services/engines.ts";
import { printReport } from "../services/print_report.ts";
import { useEngines } from "../services/lock.ts";
import { requireEnginesUp } from "../services/require_engines_up.ts";
import { sayWithTime } from "../services/say_with_time.ts";
import { untilSignal } from "../../wiring/process/until_signal.ts";
import { type ChaosArguments, type ChaosFlags, readChaosArguments } from "./arguments.ts";
import { reportAsText } from "./report.ts";
import { runChaos } from "./run_chaos.ts";
import { requireRoom } from "./faults/schedule.ts";

const NEEDED = /^(postgres|redis|dynamodb|toxiproxy|kafka-\d)$/;

export async function carryOut(values: ChaosFlags): Promise<number> {
  const chaos = readChaosArguments(values, () => crypto.randomUUID().slice(0, 8));
  requireRoom(chaos);
  await requireEnginesUp(NEEDED);
  return await untilSignal((signal) => run(chaos, values.json === true, signal));
}

async function run(chaos: ChaosArguments, json: boolean, signal: AbortSignal): Promise<number> {
  // kafkajs asks for timers in the past, which then run at once, as meant.
  process.removeAllListeners("warning");
  // A test run that ends meanwhile leaves them up.
  using _inUse = await useEngines(servicesDirectory());
  return await printReport(runChaos(chaos, { engines: addresses, breakable, signal, say: sayWithTime() }), {
    json,
    asText: reportAsText,
    signal,
    interrupted: "chaos: interrupted; its database, topics and processes are gone, the engines are up",
  });
}
