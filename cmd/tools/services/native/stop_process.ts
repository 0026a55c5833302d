import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import { findProcesses, rootsOf } from "./find_processes.ts";
import { isPortTaken } from "./is_port_taken.ts";
import type { ProcessSpec } from "./process_spec.ts";

const STOP_TIMEOUT_MS = 20_000;

/** SIGKILL after a time limit: when two of three Kafka brokers have stopped, the last waits for a quorum for ever. */
export async function stopProcess(spec: ProcessSpec): Promise<void> {
  const found = await findProcesses(spec);
  if (found.length === 0) return;
  for (const { pid } of rootsOf(found)) signal(pid, spec.stopSignal ?? "SIGTERM");
  try {
    await waitUntil(`stop ${spec.title}`, () => isGone(spec), { timeout: STOP_TIMEOUT_MS });
  } catch {
    await killProcess(spec);
  }
}

export async function killProcess(spec: ProcessSpec): Promise<void> {
  if ((await findProcesses(spec)).length === 0) return;
  await waitUntil(`kill ${spec.title}`, async () => {
    for (const { pid } of await findProcesses(spec)) signal(pid, "SIGKILL");
    return await isGone(spec);
  });
}

/** Includes the ports: a killed program's last threads hold them a little longer. */
async function isGone(spec: ProcessSpec): Promise<boolean> {
  return (await findProcesses(spec)).length === 0 && !spec.ports.some(isPortTaken);
}

function signal(pid: number, name: Deno.Signal): void {
  try {
    Deno.kill(pid, name);
  } catch (error) {
    // It exited between being found and being signalled.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
