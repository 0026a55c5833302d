import pRetry, { type Options } from "p-retry";

/** `pRetry`, but an abort ends only the pauses, never a running attempt: its success counts. */
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
