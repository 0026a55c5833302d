import { moduleUrl } from "../../../../adapters/system/asset_url.ts";
import { invocationOf } from "../../../wiring/process/arguments.ts";
import { WrongSettings } from "../../../wiring/config/settings.ts";

interface ChildProcess extends AsyncDisposable {
  requireRunning(): void;
}

/** Starts a process with this one's settings overridden by `env`. Its logs go to stderr. */
export function startChild(
  name: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): ChildProcess {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...processArgumentsFor(name), ...args],
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

export function processArgumentsFor(name: string): string[] {
  if (!Deno.build.standalone) return ["run", "-A", "--no-prompt", moduleUrl(`cmd/${name}/main.ts`).href];
  // Only the binary with every process can start another one.
  if (invocationOf(name).startsWith("tillstream ")) return [name];
  throw new WrongSettings(["this binary holds no other process: run `tillstream bench identity`, or the sources"]);
}
