import { findProcesses } from "./find_processes.ts";
import { isPortTaken } from "./is_port_taken.ts";
import type { ProcessSpec } from "./process_spec.ts";
import { runCommand } from "../../../../testing/engines/run_command.ts";

/** Of processes that don't run yet. Throws, listing every taken port, by what, and for which process it was meant. */
export async function requireFreePorts(specs: readonly ProcessSpec[]): Promise<void> {
  const taken: string[] = [];
  for (const spec of specs) {
    const ports = spec.ports.filter(isPortTaken);
    if (ports.length === 0 || (await findProcesses(spec)).length > 0) continue;
    for (const port of ports) taken.push(`port ${port} (${spec.title}) is held by ${await holder(port)}`);
  }
  if (taken.length === 0) return;
  throw new Error(
    ["Cannot start the engines: something else uses their ports", ...taken, "End it, then run this again"].join("\n  "),
  );
}

async function holder(port: number): Promise<string> {
  try {
    const listing = await runCommand(["ss", "-ltnpH", `sport = :${port}`]);
    const [, program, pid] = listing.match(/\("([^"]+)",pid=(\d+)/) ?? [];
    return program ? `${program} (process ${pid})` : "another user's process";
  } catch {
    return "another process";
  }
}
