import { onStopSignal, STOP_STATUS } from "./stop_signals.ts";

/** Ctrl-C or SIGTERM abort the signal and give the exit status; a second one ends the process at once. */
export async function untilSignal(body: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController();
  let status: number | undefined;
  using _listening = onStopSignal((name) => {
    status = STOP_STATUS[name];
    console.error(`\n${name}: cleaning up; once more to end at once`);
    controller.abort();
  });
  const own = await body(controller.signal);
  return status ?? own;
}
