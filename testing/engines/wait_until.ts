/** How long to wait, and what ends the waiting early. */
interface WaitOptions {
  /** Milliseconds; a minute unless told. */
  readonly timeout?: number;
  /** Called between the tries; what it throws ends the waiting. */
  readonly check?: () => Promise<void>;
}

const PAUSE = 100;

/**
 * Asks again and again until the probe says yes. A probe that throws says no.
 *
 * @throws {Error} `Cannot <act>`, when the time is up; its cause is what the last try threw.
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
