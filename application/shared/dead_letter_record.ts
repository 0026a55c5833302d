import type { OutboxRecord } from "./outbox.ts";

/** A record nobody can store, with why, on its way to `<topic>.dlq`. */
export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly cause: { readonly code: string; readonly message: string };
}

/** The topic that a topic's unusable records go to. */
export function deadLetterTopic(topic: string): string {
  return `${topic}.dlq`;
}

/**
 * A dead letter as it stands in the dead-letter topic: key, value and headers untouched, the cause and the place it came
 * from beside them. `dlq-id` is the same however often the record is sent, so that a reader can drop repetitions.
 */
export function deadLetterRecord(letter: DeadLetter): OutboxRecord {
  return {
    topic: deadLetterTopic(letter.topic),
    key: letter.key,
    value: letter.value,
    headers: {
      ...letter.headers,
      "dlq-id": `${letter.topic}/${letter.partition}/${letter.offset}`,
      "dlq-topic": letter.topic,
      "dlq-partition": String(letter.partition),
      "dlq-offset": String(letter.offset),
      "dlq-code": letter.cause.code,
      "dlq-cause": letter.cause.message,
    },
  };
}
