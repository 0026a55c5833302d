import pRetry, { type Options } from "p-retry";

/**
 * `pRetry`, except that a success counts even when the signal was aborted meanwhile: an abort ends the pauses, never an
 * attempt that is under way.
 */
export async function retry<T>(work: (attempt: number) => Promise<T>, options: Options): Promise<T> {
  let result: { value: T } | undefined;
  try {
    await pRetry(async (attempt) => {
      result = { value: await work(attempt) };
    }, options);
  } catch (error) {
    if (result === undefined) throw error;
  }
  return result!.value;
}
