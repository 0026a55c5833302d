import { WrongSettings } from "../../wiring/config/settings.ts";
import { addresses } from "../../../testing/engines/addresses.ts";
import { bringUp } from "./bring_up.ts";
import { type EngineStatus, engineStatus } from "./engine_status.ts";
import { sayWithTime } from "./say_with_time.ts";
import { takeDown } from "./take_down.ts";

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
