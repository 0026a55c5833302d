import { fileURLToPath } from "node:url";

export interface ChildOptions {
  readonly env?: Record<string, string>;
  readonly root?: string;
  readonly quiet?: boolean;
  readonly signal: AbortSignal;
}

/** The project's root with a final slash. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Ctrl-C reaches the child too, and a second one would cut its report short: it gets a signal only after this. */
const GRACE = { interrupt: 500, kill: 5_000 };

export async function runChild(
  args: readonly string[],
  { root = ROOT, env = {}, quiet = false, signal }: ChildOptions,
): Promise<number> {
  signal.throwIfAborted();
  const output = quiet ? "null" : "inherit";
  const options: Deno.CommandOptions = { cwd: root, env, stdin: "null", stdout: output, stderr: output };
  const child = new Deno.Command(Deno.execPath(), { args: [...args], ...options }).spawn();
  const timers: ReturnType<typeof setTimeout>[] = [];
  const end = () => {
    timers.push(setTimeout(() => child.kill("SIGINT"), GRACE.interrupt));
    timers.push(setTimeout(() => child.kill("SIGKILL"), GRACE.kill));
  };
  signal.addEventListener("abort", end);
  try {
    return (await child.status).code;
  } finally {
    signal.removeEventListener("abort", end);
    timers.forEach(clearTimeout);
  }
}
