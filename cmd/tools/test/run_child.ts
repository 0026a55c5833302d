import { fileURLToPath } from "node:url";

export interface ChildOptions {
  readonly env?: Record<string, string>;
  readonly root?: string;
  /** "held" is shown whole at the child's end, so that what runs beside it does not stand between its lines. */
  readonly output?: "shown" | "held" | "none";
  readonly heading?: string;
  readonly signal: AbortSignal;
}

/** The project's root with a final slash. */
export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

const STREAMS = { shown: "inherit", held: "piped", none: "null" } as const;

/** Ctrl-C reaches the child too, and a second one would cut its report short: it gets a signal only after this. */
const GRACE = { interrupt: 500, kill: 5_000 };

export async function runChild(
  args: readonly string[],
  { root = ROOT, env = {}, output = "shown", heading, signal }: ChildOptions,
): Promise<number> {
  signal.throwIfAborted();
  const stream = STREAMS[output];
  const options: Deno.CommandOptions = { cwd: root, env, stdin: "null", stdout: stream, stderr: stream };
  if (output === "shown" && heading !== undefined) console.log(heading);
  const child = new Deno.Command(Deno.execPath(), { args: [...args], ...options }).spawn();
  const timers: ReturnType<typeof setTimeout>[] = [];
  const end = () => {
    timers.push(setTimeout(() => child.kill("SIGINT"), GRACE.interrupt));
    timers.push(setTimeout(() => child.kill("SIGKILL"), GRACE.kill));
  };
  signal.addEventListener("abort", end);
  try {
    const said: Uint8Array<ArrayBuffer>[] = [];
    if (output === "held") await Promise.all([collect(child.stdout, said), collect(child.stderr, said)]);
    const { code } = await child.status;
    if (output === "held") {
      // One call: two children may end at once, and neither's lines stand between the other's.
      console.log(await new Blob([`${heading ?? ""}\n`, ...said]).text());
    }
    return code;
  } finally {
    signal.removeEventListener("abort", end);
    timers.forEach(clearTimeout);
  }
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  into: Uint8Array<ArrayBuffer>[],
): Promise<void> {
  for await (const bytes of stream) into.push(bytes);
}
