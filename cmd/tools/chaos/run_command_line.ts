import process from "node:process";
import { parseArgs } from "node:util";
import { reasonOf } from "../../../application/shared/fault.ts";
import { addresses } from "../../../testing/engines/addresses.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import * as breakable from "../services/engines.ts";
import { useEngines } from "../services/lock.ts";
import { requireEnginesUp } from "../services/require_engines_up.ts";
import { sayWithTime } from "../services/say_with_time.ts";
import { untilSignal } from "../../wiring/process/until_signal.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type ChaosArguments, FLAGS, readChaosArguments, USAGE } from "./arguments.ts";
import { reportAsText } from "./report.ts";
import { runChaos } from "./run_chaos.ts";
import { requireRoom } from "./faults/schedule.ts";

const NEEDED = /^(postgres|redis|dynamodb|toxiproxy|kafka-\d)$/;

/** Runs the command and gives its exit status. Progress goes to standard error, the report to standard output. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  let status = 1;
  try {
    const { values } = parse(args);
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const chaos = readChaosArguments(values, () => crypto.randomUUID().slice(0, 8));
    requireRoom(chaos);
    await requireEnginesUp(NEEDED);
    const interrupted = await untilSignal(async (signal) => {
      status = await run(chaos, values.json ?? false, signal);
    });
    return interrupted ?? status;
  } catch (error) {
    const first = firstOf(error);
    const wrong = first instanceof WrongSettings;
    console.error(`chaos: ${wrong ? first.message : reasonOf(first)}`);
    if (error instanceof SuppressedError) console.error(`chaos: and then: ${reasonOf(error.error)}`);
    return wrong ? 2 : 1;
  }
}

async function run(chaos: ChaosArguments, json: boolean, signal: AbortSignal): Promise<number> {
  // kafkajs asks for timers in the past, which then run at once, as meant.
  process.removeAllListeners("warning");
  // A test run that ends meanwhile leaves them up.
  using _inUse = await useEngines(servicesDirectory());
  try {
    const report = await runChaos(chaos, { engines: addresses, breakable, signal, say: sayWithTime() });
    console.log(json ? JSON.stringify(report, null, 2) : reportAsText(report));
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error("chaos: interrupted; its database, topics and processes are gone, the engines are up");
    return 1;
  }
}

/** What went wrong first, where more went wrong while things were being put away. */
function firstOf(error: unknown): unknown {
  return error instanceof SuppressedError ? firstOf(error.suppressed) : error;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true });
  } catch (error) {
    throw new WrongSettings([`${reasonOf(error)}\n${USAGE}`]);
  }
}
