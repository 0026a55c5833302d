import { Buffer } from "node:buffer";
import type { IHeaders } from "kafkajs";
import type { StoredRecord } from "../../../application/shared/log.ts";
import { UNDECODABLE_BATCH } from "../../../application/shared/dead_letter_record.ts";
import { undecodableCause } from "./patch_fetch.ts";
import { type FetchedMessage, KafkaRecord } from "./record_batch.ts";

export function toStoredRecord(topic: string, partition: number, message: FetchedMessage): StoredRecord {
  const cause = undecodableCause(message);
  return {
    topic,
    partition,
    offset: Number(message.offset),
    at: timeOf(message),
    key: message.key?.toString() ?? null,
    value: message.value,
    headers: fromKafkaHeaders(message.headers),
    ...(cause === undefined ? {} : { refusal: { code: UNDECODABLE_BATCH, message: cause } }),
  };
}

/** For handlers, which seldom ask for more than the value: the rest is read when they do, and lost on a copy by spread. */
export function toArrivedRecord(topic: string, partition: number, message: FetchedMessage): StoredRecord {
  return message instanceof KafkaRecord
    ? new ArrivedRecord(topic, partition, Number(message.offset), message.value, message)
    : toStoredRecord(topic, partition, message);
}

class ArrivedRecord implements StoredRecord {
  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly offset: number,
    readonly value: Uint8Array | null,
    private readonly message: KafkaRecord,
  ) {}

  get at(): Date {
    return timeOf(this.message);
  }

  get key(): string | null {
    return this.message.key?.toString() ?? null;
  }

  get headers(): Record<string, string> {
    return fromKafkaHeaders(this.message.headers);
  }

  header(name: string): string | undefined {
    return this.message.header(name);
  }
}

/** Producers may send a date beyond the calendar. */
const LATEST_MS = Date.UTC(9999, 11, 31);

function timeOf({ timestamp }: Pick<FetchedMessage, "timestamp">): Date {
  return new Date(Math.min(Math.max(Number(timestamp) || 0, 0), LATEST_MS));
}

/** The last one if a header is repeated; none for a header without a value, which kafkajs can read and not send. */
function fromKafkaHeaders(headers: IHeaders | undefined): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined && last !== null) result[name] = Buffer.isBuffer(last) ? last.toString() : last;
  }
  return result;
}
