import { moduleUrl } from "../../../../adapters/system/asset_url.ts";
import { invocationOf } from "../../../wiring/process/arguments.ts";
import { WrongSettings } from "../../../wiring/config/settings.ts";

/** A process of the product beside this one; disposing of it asks it to end, and waits. */
interface ChildProcess extends AsyncDisposable {
  /** Throws when it has ended by itself. */
  requireRunning(): void;
}

/** Starts a process with this one's settings, and `env` over them. What it says goes to stderr. */
export function startChild(name: string, env: Readonly<Record<string, string>>): ChildProcess {
  const child = new Deno.Command(Deno.execPath(), {
    args: processArgumentsFor(name),
    env: { ...env },
    stdin: "null",
    stdout: "null",
    stderr: "inherit",
  }).spawn();
  let ended = false;
  child.status.then(() => ended = true);
  return {
    requireRunning() {
      if (ended) throw new Error(`Cannot measure: the process ${name} has ended`);
    },
    async [Symbol.asyncDispose]() {
      try {
        child.kill("SIGTERM");
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof Deno.errors.NotFound)) throw error;
      }
      await child.status;
    },
  };
}

/** What Deno, or the binary, is called with to run a process. */
export function processArgumentsFor(name: string): string[] {
  if (!Deno.build.standalone) return ["run", "-A", "--no-prompt", moduleUrl(`cmd/${name}/main.ts`).href];
  // The binary that holds every process, and not one of this process alone.
  if (invocationOf(name).startsWith("tillstream ")) return [name];
  throw new WrongSettings(["this binary holds no other process: run `tillstream bench identity`, or the sources"]);
}
