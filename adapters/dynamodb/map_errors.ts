import { DataRefused, Outage, reasonOf } from "../../application/shared/fault.ts";

/** DynamoDB's words, and DynamoDB Local's, for an item without the table's key: the table is another one. */
const OTHER_KEY = /missing the key|required keys|key element does not match/i;

/** All others are an `Outage`: a vain retry waits, what is wrongly discarded is lost. */
const BLAMES_DATA = new Set(["ValidationException", "ItemCollectionSizeLimitExceededException"]);

/** Throws `Outage` or `DataRefused`. */
export async function mapDynamoErrors<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Outage || error instanceof DataRefused) throw error;
    const name = error instanceof Error ? error.name : "";
    if (name === "ValidationException" && OTHER_KEY.test(reasonOf(error))) throw new Outage("DynamoDB", error);
    throw BLAMES_DATA.has(name) ? new DataRefused(name, error) : new Outage("DynamoDB", error);
  }
}
