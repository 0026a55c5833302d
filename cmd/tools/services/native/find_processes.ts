import type { ProcessSpec } from "./process_spec.ts";

/** A running process. */
interface FoundProcess {
  readonly pid: number;
  readonly parent: number;
}

/**
 * The running processes of a specification, read from /proc: programs of its name that work in its folder. An engine
 * with children in the same folder (PostgreSQL has them) yields these too.
 *
 * No pid file is kept: one could be missing or stale after a crash, and the number in it could be someone else's by
 * then. What the kernel says is always true, whoever started the process and however that one ended.
 */
export function findProcesses(spec: ProcessSpec): Promise<FoundProcess[]> {
  const found: FoundProcess[] = [];
  // Read at once and not one after the other in the background: on a machine that is fully loaded each of a thousand small
  // waits is long, and what the kernel says comes from memory.
  for (const entry of Deno.readDirSync("/proc")) {
    const pid = Number(entry.name);
    if (!Number.isInteger(pid)) continue;
    try {
      const status = Deno.readTextFileSync(`/proc/${pid}/status`);
      if (field(status, "Name") !== spec.program || field(status, "State")?.startsWith("Z")) continue;
      if (workingDirectory(Deno.readLinkSync(`/proc/${pid}/cwd`)) !== spec.directory) continue;
      found.push({ pid, parent: Number(field(status, "PPid")) });
    } catch {
      // It ended while we looked, or it is someone else's and none of our business.
    }
  }
  return Promise.resolve(found);
}

/** Of processes that started each other, the one that started the rest. */
export function rootsOf(processes: readonly FoundProcess[]): FoundProcess[] {
  const pids = new Set(processes.map((process) => process.pid));
  return processes.filter((process) => !pids.has(process.parent));
}

function field(status: string, name: string): string | undefined {
  return status.match(new RegExp(`^${name}:\\s+(.*)$`, "m"))?.[1];
}

/** The kernel marks the folder of a process when somebody removed it meanwhile. */
function workingDirectory(link: string): string {
  return link.replace(/ \(deleted\)$/, "");
}
