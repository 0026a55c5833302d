import { WrongSettings } from "../../wiring/config/settings.ts";
import { addresses } from "../../../testing/engines/addresses.ts";
import { bringUp } from "./bring_up.ts";
import { type EngineStatus, engineStatus } from "./engine_status.ts";
import { sayWithTime } from "./say_with_time.ts";
import { takeDown } from "./take_down.ts";

export const SERVICES_COMMAND = {
  name: "services",
  usage: `<up|down|status> [--json]

  up       bring up the engines that the integration tests need, and wait until they answer
  down     end them and forget their data; what was fetched stays
  status   show each engine, its address, and whether it answers

With a Docker engine they run as containers (profile "test" of compose.yaml), otherwise as processes of this machine.
Exit status: 0 done (status: all are up), 1 failed (status: something is down), 2 wrong usage.

  TILLSTREAM_SERVICES_DIR    where programs, data and logs lie (/var/tmp/tillstream-engines)
  TILLSTREAM_SERVICES_HOST   "docker" or "native", where the choice should not be automatic
  CHROMIUM_PATH              a browser that is not on the PATH
  PGFSYNC                    "on" makes PostgreSQL durable, at the price of slower tests`,
  flags: { json: { type: "boolean" } },
  positionals: true,
} as const;

export async function runServices(words: readonly string[], json: boolean): Promise<number> {
  const [command = "", ...more] = words;
  if (more.length > 0 || !["up", "down", "status"].includes(command)) {
    throw new WrongSettings([`"${words.join(" ")}" is no command: expected up, down or status`]);
  }
  if (command === "up") await bringUp(sayWithTime(), { keep: true });
  if (command === "down") await takeDown(sayWithTime());
  const engines = await engineStatus();
  console.log(json ? JSON.stringify({ command, addresses, engines }, null, 2) : table(engines));
  return command === "down" || engines.every((engine) => engine.up) ? 0 : 1;
}

function table(engines: readonly EngineStatus[]): string {
  const width = Math.max(...engines.map((engine) => engine.engine.length)) + 2;
  return engines.map(({ engine, up, address, version }) =>
    `${engine.padEnd(width)}${up ? "up  " : "down"}  ${address}${version && `  (${version})`}`
  ).join("\n");
}
