import { withTimeout } from "../../../adapters/system/with_timeout.ts";

const CLOSE_WITHIN_MS = 5_000;

/** What a process waits for when it stops: its tasks, then what it opened, last opened first, each with a name. */
export class Closing extends AsyncDisposableStack {
  readonly #pending = new Map<symbol, string>();

  /** What is still being waited for, in the order in which it began. */
  get pending(): readonly string[] {
    return [...this.#pending.values()];
  }

  /** A task that ends soon after the process is asked to stop. */
  async task<T>(name: string, work: Promise<T>): Promise<T> {
    const key = Symbol(name);
    this.#pending.set(key, name);
    try {
      return await work;
    } finally {
      this.#pending.delete(key);
    }
  }

  /** Work until the process is asked to stop, ended before anything that was opened earlier is closed. */
  background(name: string, process: AbortSignal, work: (signal: AbortSignal) => Promise<void>): void {
    const end = new AbortController();
    const running = work(AbortSignal.any([process, end.signal]));
    this.opened(name, async () => {
      end.abort();
      await running;
    });
  }

  /** Bounded, so that one that hangs doesn't hold up the others. */
  opened(name: string, close: () => unknown, withinMs: number = CLOSE_WITHIN_MS): void {
    this.defer(async () => void await this.task(name, withTimeout(withinMs, Promise.try(close))));
  }
}
