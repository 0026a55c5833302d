interface WaitOptions {
  /** Milliseconds; default: a minute. */
  readonly timeout?: number;
  /** Called between the tries; an error that it throws ends the waiting. */
  readonly check?: () => Promise<void>;
}

const PAUSE = 100;

/**
 * Repeats the probe until it returns true. An error counts as false.
 *
 * @throws {Error} `Cannot <act>` after the timeout; its cause is the last try's error.
 */
export async function waitUntil(
  act: string,
  probe: () => boolean | Promise<boolean>,
  { timeout = 60_000, check }: WaitOptions = {},
): Promise<void> {
  const end = Date.now() + timeout;
  let cause: unknown;
  do {
    try {
      if (await probe()) return;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await check?.();
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  } while (Date.now() < end);
  throw new Error(`Cannot ${act}: no success within ${timeout / 1000} s`, { cause });
}
