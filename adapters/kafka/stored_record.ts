import { Buffer } from "node:buffer";
import type { IHeaders, KafkaMessage } from "kafkajs";
import type { StoredRecord } from "../../application/shared/log.ts";

/** A fetched message with its place. */
export function toStoredRecord(topic: string, partition: number, message: KafkaMessage): StoredRecord {
  return {
    topic,
    partition,
    offset: Number(message.offset),
    at: new Date(Number(message.timestamp)),
    key: message.key?.toString() ?? null,
    value: message.value,
    headers: fromKafkaHeaders(message.headers),
  };
}

/** Header values as text; of a header that is repeated, the last one. */
function fromKafkaHeaders(headers: IHeaders | undefined): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) result[name] = Buffer.isBuffer(last) ? last.toString() : last;
  }
  return result;
}
