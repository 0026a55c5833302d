import { findProcesses } from "./find_processes.ts";
import { logFile, type ProcessSpec } from "./process_spec.ts";
import { requireFreePorts } from "./require_free_ports.ts";

const LAST_LINES = 15;

/** Detached; Ctrl-C spares it. Idempotent. Throws if a port is taken. The returned check throws once it has exited. */
export async function startProcess(spec: ProcessSpec): Promise<() => Promise<void>> {
  if ((await findProcesses(spec)).length > 0) {
    return async () => {
      if ((await findProcesses(spec)).length === 0) throw await endedTooEarly(spec);
    };
  }
  await requireFreePorts([spec]);
  // The shell only opens the log; `exec` replaces it by the engine with the same process id.
  const child = new Deno.Command("sh", {
    args: ["-c", 'exec "$@" >>"$LOG" 2>&1 </dev/null', "sh", ...spec.command],
    env: { LOG: logFile(spec) },
    cwd: spec.directory,
    detached: true,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  child.unref();
  let ended = false;
  child.status.then(() => ended = true);
  // Until `exec` the process has the shell's name and can't be found.
  while (!ended && (await findProcesses(spec)).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  return async () => {
    if (ended) throw await endedTooEarly(spec);
  };
}

async function endedTooEarly(spec: ProcessSpec): Promise<Error> {
  const log = await Deno.readTextFile(logFile(spec)).catch(() => "");
  const said = log.trimEnd().split("\n").slice(-LAST_LINES);
  return new Error([`Cannot start ${spec.title}: it ended; its log ${logFile(spec)} says`, ...said].join("\n  "));
}
