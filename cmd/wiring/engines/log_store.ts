import type { PersonalDataStore } from "../../../application/shared/erasure.ts";
import { PERSONAL_GONE_AFTER_MS } from "../../../adapters/kafka/stream_names.ts";

/**
 * Removes a key's records from a topic; returns how many. `read`: those that every reader has had; a number: those
 * before this offset. Throws `Outage`.
 */
export type Forget = (topic: string, key: string, upTo?: "all" | "read" | number) => Promise<number>;

/**
 * Kafka can't delete by key: its copies expire, and until then readers reject or blank them. A log in this process
 * leaves out what each topic's readers have had, or everything.
 */
export function logStore<Id extends string>(
  { forget }: { readonly forget?: Forget },
  topics: readonly string[],
  upTo: "all" | "read" = "all",
): PersonalDataStore<Id> {
  return {
    name: forget ? "Kafka (in this process)" : "Kafka",
    erase: async (id, at) => {
      const goneBy = new Date(at.getTime() + PERSONAL_GONE_AFTER_MS);
      return await Promise.all(
        topics.map(async (place) =>
          forget ? { place, records: await forget(place, id, upTo) } : { place, records: null, goneBy }
        ),
      );
    },
  };
}
