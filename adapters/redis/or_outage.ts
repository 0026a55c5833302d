import { Outage } from "../../application/shared/fault.ts";

/** Errors that speak of the client's inner life, and what they mean to whoever reads a log. */
const MEANINGS: Readonly<Record<string, string>> = {
  MaxRetriesPerRequestError: "no connection",
  ClusterAllFailedError: "no node of the Cluster answers",
};

/** Runs `work`; whatever the driver throws leaves as `Outage`. */
export async function orOutage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const meaning = error instanceof Error ? MEANINGS[error.name] : undefined;
    throw new Outage("Redis", meaning === undefined ? error : new Error(meaning, { cause: error }));
  }
}
