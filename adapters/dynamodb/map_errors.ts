import { DataRefused, Outage } from "../../application/shared/fault.ts";

/** All others are an `Outage`: a vain retry waits, what is wrongly discarded is lost. */
const BLAMES_DATA = new Set(["ValidationException", "ItemCollectionSizeLimitExceededException"]);

/** Throws `Outage` or `DataRefused`. */
export async function mapDynamoErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Outage || error instanceof DataRefused) throw error;
    const name = error instanceof Error ? error.name : "";
    throw BLAMES_DATA.has(name) ? new DataRefused(name, error) : new Outage("DynamoDB", error);
  }
}
