import { encodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { newTraceparent } from "../../../adapters/system/traceparent.ts";
import type { OutboxRecord } from "../../../application/shared/outbox.ts";
import { type CommerceEvent, streamOf } from "../../../domain/commerce/commerce_event.ts";
import { streamNames, topicsOf } from "../../../adapters/kafka/stream_names.ts";

/** Encodes events that a transaction of the database decides, and the outbox's relay publishes. */
export function outboxEncoder(prefix: string): (event: CommerceEvent) => OutboxRecord {
  const topics = topicsOf(streamNames(prefix));
  const options = { source: "/tillstream/commerce", newTraceparent };
  return (event) => ({ ...encodeEvent(event, options), topic: topics[streamOf(event)] });
}
