import type { ProcessSpec } from "./process_spec.ts";

interface FoundProcess {
  readonly pid: number;
  readonly parent: number;
}

/** From /proc: programs of its name in its folder, PostgreSQL's children too. Pid files can be missing or stale. */
export function findProcesses(spec: ProcessSpec): Promise<FoundProcess[]> {
  const found: FoundProcess[] = [];
  // Synchronous: on a loaded machine a thousand small waits take long, and /proc is in memory.
  for (const entry of Deno.readDirSync("/proc")) {
    const pid = Number(entry.name);
    if (!Number.isInteger(pid)) continue;
    try {
      const status = Deno.readTextFileSync(`/proc/${pid}/status`);
      if (field(status, "Name") !== spec.program || field(status, "State")?.startsWith("Z")) continue;
      if (workingDirectory(Deno.readLinkSync(`/proc/${pid}/cwd`)) !== spec.directory) continue;
      found.push({ pid, parent: Number(field(status, "PPid")) });
    } catch {
      // It has exited, or belongs to another user.
    }
  }
  return Promise.resolve(found);
}

/** Those not started by another one of them. */
export function rootsOf(processes: readonly FoundProcess[]): FoundProcess[] {
  const pids = new Set(processes.map((process) => process.pid));
  return processes.filter((process) => !pids.has(process.parent));
}

function field(status: string, name: string): string | undefined {
  return status.match(new RegExp(`^${name}:\\s+(.*)$`, "m"))?.[1];
}

/** The kernel marks a removed working directory. */
function workingDirectory(link: string): string {
  return link.replace(/ \(deleted\)$/, "");
}
