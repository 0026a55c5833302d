/** 128 and the signal's number, as shells report it. */
export const STOP_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

export type StopSignal = keyof typeof STOP_STATUS;

/** One Ctrl-C arrives twice: from the terminal, and from `deno task`. */
const SAME_KEYSTROKE_MS = 1_000;

/** Calls `stop` at the first Ctrl-C or SIGTERM; a second one ends the process at once. */
export function onStopSignal(stop: (signal: StopSignal) => void): Disposable {
  let first: { readonly signal: StopSignal; readonly at: number } | null = null;
  const names: readonly StopSignal[] = Deno.build.os === "windows" ? ["SIGINT"] : ["SIGINT", "SIGTERM"];
  const listeners = names.map((signal) => {
    const listener = () => {
      if (first === null) {
        first = { signal, at: performance.now() };
        return stop(signal);
      }
      if (performance.now() - first.at > SAME_KEYSTROKE_MS) Deno.exit(STOP_STATUS[first.signal]);
    };
    Deno.addSignalListener(signal, listener);
    return () => Deno.removeSignalListener(signal, listener);
  });
  return { [Symbol.dispose]: () => listeners.forEach((remove) => remove()) };
}
