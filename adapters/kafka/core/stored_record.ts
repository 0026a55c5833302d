import { Buffer } from "node:buffer";
import type { IHeaders, KafkaMessage } from "kafkajs";
import type { StoredRecord } from "../../../application/shared/log.ts";
import { UNDECODABLE_BATCH } from "../../../application/shared/dead_letter_record.ts";
import { undecodableCause } from "./patch_fetch.ts";
import { KafkaRecord } from "./record_batch.ts";

/** What few readers ask for is read when they do. */
class LazyRecord implements StoredRecord {
  constructor(
    readonly topic: string,
    readonly partition: number,
    readonly offset: number,
    readonly value: Uint8Array | null,
    private readonly message: Omit<KafkaMessage, "size">,
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
    return this.message instanceof KafkaRecord ? this.message.header(name) : this.headers[name];
  }
}

export function toStoredRecord(topic: string, partition: number, message: Omit<KafkaMessage, "size">): StoredRecord {
  const record = new LazyRecord(topic, partition, Number(message.offset), message.value, message);
  const cause = undecodableCause(message);
  return cause === undefined ? record : Object.assign(record, { refusal: { code: UNDECODABLE_BATCH, message: cause } });
}

/** Producers may send a date beyond the calendar. */
const LATEST_MS = Date.UTC(9999, 11, 31);

function timeOf({ timestamp }: Pick<KafkaMessage, "timestamp">): Date {
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
