import { Outage } from "../../../application/shared/fault.ts";
import { withTimeout } from "../../system/with_timeout.ts";

/** A little above the client's limit; a Cluster client without nodes keeps commands for ever. */
const ANSWER_WITHIN_MS = 6_000;

const MEANINGS: Readonly<Record<string, string>> = {
  MaxRetriesPerRequestError: "no connection",
  ClusterAllFailedError: "no node of the Cluster answers",
};

/** Throws the driver's errors, or a missing answer, as `Outage`. */
export async function mapRedisErrors<T>(work: () => Promise<T>, answerWithinMs = ANSWER_WITHIN_MS): Promise<T> {
  try {
    return await withTimeout(answerWithinMs, work());
  } catch (error) {
    const meaning = error instanceof Error ? MEANINGS[error.name] : undefined;
    throw new Outage("Redis", meaning === undefined ? error : new Error(meaning, { cause: error }));
  }
}
