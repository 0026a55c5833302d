import { waitUntil } from "../../../../testing/engines/wait_until.ts";
import { findProcesses, rootsOf } from "./find_processes.ts";
import { isPortTaken } from "./is_port_taken.ts";
import type { ProcessSpec } from "./process_spec.ts";

/** After so long an orderly end is no longer waited for. */
const PATIENCE = 20_000;

/**
 * Ends a process and waits until it and its children are gone: by its own stop signal, and by SIGKILL when it takes
 * too long. Two of three Kafka brokers that stop together leave the third without a quorum to sign off from; it would
 * wait for ever.
 */
export async function stopProcess(spec: ProcessSpec): Promise<void> {
  const found = await findProcesses(spec);
  if (found.length === 0) return;
  for (const { pid } of rootsOf(found)) signal(pid, spec.stopSignal ?? "SIGTERM");
  try {
    await waitUntil(`stop ${spec.title}`, () => isGone(spec), { timeout: PATIENCE });
  } catch {
    await killProcess(spec);
  }
}

/** Ends a process and its children by SIGKILL and waits until they are gone. */
export async function killProcess(spec: ProcessSpec): Promise<void> {
  if ((await findProcesses(spec)).length === 0) return;
  await waitUntil(`kill ${spec.title}`, async () => {
    for (const { pid } of await findProcesses(spec)) signal(pid, "SIGKILL");
    return await isGone(spec);
  });
}

/** The ports count too: of a killed program with many threads the last ones hold them a little longer. */
async function isGone(spec: ProcessSpec): Promise<boolean> {
  return (await findProcesses(spec)).length === 0 && !spec.ports.some(isPortTaken);
}

function signal(pid: number, name: Deno.Signal): void {
  try {
    Deno.kill(pid, name);
  } catch (error) {
    // It ended by itself between being found and being told to.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
