import { DataRefused, Outage } from "../../application/shared/fault.ts";

/**
 * What surely blames the data. Everything else (no connection, throttling, a table that is not there yet, a role that
 * may not) is an `Outage`: a wrongly retried event waits, a wrongly discarded one is lost.
 */
const BLAMES_DATA = new Set(["ValidationException", "ItemCollectionSizeLimitExceededException"]);

/** Runs `work`; whatever the client throws leaves as `Outage` or `DataRefused`. */
export async function mapDynamoErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Outage || error instanceof DataRefused) throw error;
    const name = error instanceof Error ? error.name : "";
    throw BLAMES_DATA.has(name) ? new DataRefused(name, error) : new Outage("DynamoDB", error);
  }
}
