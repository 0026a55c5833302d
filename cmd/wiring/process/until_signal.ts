/** 128 and the signal's number, as shells report it. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/** One Ctrl-C arrives twice: from the terminal, and from `deno task`. */
const SAME_KEYSTROKE_MS = 1_000;

/** Ctrl-C or SIGTERM abort the signal and give the exit status; a second one ends the process at once. */
export async function untilSignal(body: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let status: number | undefined;
  let firstAt = 0;
  const listeners = (["SIGINT", "SIGTERM"] as const).map((name) => {
    const listener = () => {
      if (status !== undefined) {
        if (performance.now() - firstAt > SAME_KEYSTROKE_MS) Deno.exit(status);
        return;
      }
      status = STATUS[name];
      firstAt = performance.now();
      console.error(`\n${name}: cleaning up; once more to end at once`);
      controller.abort();
    };
    Deno.addSignalListener(name, listener);
    return () => Deno.removeSignalListener(name, listener);
  });
  try {
    const own = await body(controller.signal);
    return status ?? own;
  } finally {
    for (const remove of listeners) remove();
  }
}
