/** The exit status of a process that a signal ended, as shells have it: 128 and the signal's number. */
const STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/** One Ctrl-C reaches a process twice: from the terminal, and passed on by `deno task`. */
const SAME_KEYSTROKE_MS = 1_000;

/**
 * Runs `body`; Ctrl-C or SIGTERM abort the signal that it is given, and it has the time it needs to clean up. Asked a
 * second time, the process ends at once.
 *
 * @returns The exit status that tells of the signal; without one, that of `body`.
 */
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
