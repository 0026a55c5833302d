import { DataRefused, Outage } from "../../application/shared/fault.ts";

/**
 * The errors that certainly blame the data. All others (no connection, throttling, a missing table or permission) are
 * an `Outage`: an event that is retried in vain waits, an event that is discarded by mistake is lost.
 */
const BLAMES_DATA = new Set(["ValidationException", "ItemCollectionSizeLimitExceededException"]);

/** Runs `work` and throws the client's errors as `Outage` or `DataRefused`. */
export async function translating<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Outage || error instanceof DataRefused) throw error;
    const name = error instanceof Error ? error.name : "";
    throw BLAMES_DATA.has(name) ? new DataRefused(name, error) : new Outage("DynamoDB", error);
  }
}
