import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import type { EventSink } from "../shared/persist_stream.ts";
import { isFenced, type StreamPositions } from "../shared/stream_position.ts";
import type { EventRecord } from "./ports/events.ts";
import type { ErasedCustomers } from "./ports/customers.ts";

interface RecordEventsDeps {
  readonly record: EventRecord;
  readonly erased: ErasedCustomers;
  readonly positions: StreamPositions;
}

export interface Recorded {
  readonly stored: number;
  readonly refused: number;
}

/**
 * The position moves last; recording is idempotent. The register is queried before, so that erased data is never
 * visible, and after, as an erasure may have completed in between. What is refused is removed all the same, also where
 * the batch is fenced: an attempt that was cut short, here or elsewhere, may have recorded it before the erasure.
 */
export function recordEvents(
  { record, erased, positions }: RecordEventsDeps,
): EventSink<CustomerIdentified, Recorded> {
  return {
    position: (at) => positions.position(at),
    async accept(advance, events, dead) {
      const isLost = events.length > 0 && isFenced(advance, await positions.position(advance));
      const early = new Set(await refusedAmongst(erased, events));
      if (early.size > 0) await record.remove([...early].map(({ identity }) => identity));
      if (isLost) return "fenced";
      const admitted = events.filter((event) => !early.has(event));
      if (admitted.length > 0) await record.record(admitted);
      const late = await refusedAmongst(erased, admitted);
      if (late.length > 0) await record.remove(late.map(({ identity }) => identity));
      if (await positions.move(advance, dead) === "fenced") return "fenced";
      return { stored: admitted.length - late.length, refused: early.size + late.length };
    },
  };
}

async function refusedAmongst(erased: ErasedCustomers, events: readonly CustomerIdentified[]) {
  return events.length > 0 ? await erased.amongst(events) : [];
}
