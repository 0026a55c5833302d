import type { LogRecord } from "./log.ts";
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
 * What a dead letter may hold of its record, in bytes: more than a broker takes of one record unless it is told otherwise.
 * A batch that was compressed can hold records of any size.
 */
const MOST_BYTES = 1_500_000;
/** What is left of each part of a record that is larger, in characters and, of the value, in bytes. */
const LEFT_OF_TEXT = 1_000;
const LEFT_OF_VALUE = 65_536;
const LEFT_OF_HEADERS = 50;
/** A cause names what is wrong; with thousands of things wrong the first few say it. */
const LONGEST_CAUSE = 4_000;
const encoder = new TextEncoder();

/** In the headers of a dead letter that holds only the beginning of its record: how many bytes the whole has. */
export const CUT_HEADER = "dlq-cut-of";

/**
 * A dead letter as it stands in the dead-letter topic: key, value and headers untouched, the cause and the place it came
 * from beside them. `dlq-id` is the same however often the record is sent, so that a reader can drop repetitions.
 *
 * Of a record that no dead-letter topic would take the beginning is there; the whole stands where it came from.
 */
export function deadLetterRecord(letter: DeadLetter): OutboxRecord {
  const { key, value, headers } = cutToFit(letter);
  return {
    topic: deadLetterTopic(letter.topic),
    key,
    value,
    headers: {
      ...headers,
      "dlq-id": `${letter.topic}/${letter.partition}/${letter.offset}`,
      "dlq-topic": letter.topic,
      "dlq-partition": String(letter.partition),
      "dlq-offset": String(letter.offset),
      "dlq-code": letter.cause.code,
      "dlq-cause": cutText(letter.cause.message, LONGEST_CAUSE),
    },
  };
}

function cutToFit({ key, value, headers }: LogRecord): LogRecord {
  const bytes = sizeOf({ key, value, headers });
  if (bytes <= MOST_BYTES) return { key, value, headers };
  const kept = Object.entries(headers).slice(0, LEFT_OF_HEADERS);
  const texts = kept.map(([name, text]) => [cutText(name, LEFT_OF_TEXT), cutText(text, LEFT_OF_TEXT)]);
  return {
    key: key && cutText(key, LEFT_OF_TEXT),
    value: value && value.slice(0, LEFT_OF_VALUE),
    headers: { ...Object.fromEntries(texts), [CUT_HEADER]: String(bytes) },
  };
}

/** As it travels: a key or a header that is not UTF-8 has grown when it was read. */
function sizeOf({ key, value, headers }: LogRecord): number {
  const sizes = Object.entries(headers).flat().map((text) => encoder.encode(text).length);
  return sizes.reduce((sum, size) => sum + size, encoder.encode(key ?? "").length + (value?.length ?? 0));
}

function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
