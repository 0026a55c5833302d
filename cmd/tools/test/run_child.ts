/** How a child is run. */
export interface ChildOptions {
  readonly env?: Record<string, string>;
  /** Where it runs; the project's root unless told. */
  readonly root?: string;
  /** Keeps its output, and what is told about it, from being seen. */
  readonly quiet?: boolean;
  /** Ends the child early: by SIGINT, which Deno's test runner takes for "stop and report". */
  readonly signal: AbortSignal;
}

/** The project's root, wherever the caller stands; ends in a slash. */
export const ROOT = new URL("../../../", import.meta.url).pathname;

/**
 * A Ctrl-C in the terminal reaches the child as well as us, and a second one would cut its report short; so it is told
 * only after this time, and killed when it takes much longer.
 */
const GRACE = { interrupt: 500, kill: 5_000 };

/** Runs Deno itself with these arguments, its output passed through, and returns its exit status. */
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
