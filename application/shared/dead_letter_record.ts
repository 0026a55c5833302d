import type { LogRecord, StoredRecord } from "./log.ts";
import type { OutboxRecord } from "./outbox.ts";

export interface DeadLetter {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  /** Tells the offset from the same one of a topic that was made anew; `null`: not known. */
  readonly logId?: string | null;
  readonly key: string | null;
  readonly value: Uint8Array | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly cause: { readonly code: string; readonly message: string };
}

export function deadLetterTopic(topic: string): string {
  return `${topic}.dlq`;
}

/** Above a broker's default limit in bytes: a compressed batch can contain records of any size. */
const MOST_BYTES = 1_500_000;
const LEFT_OF_TEXT = 1_000;
const LEFT_OF_VALUE = 65_536;
const LEFT_OF_HEADERS = 50;
const LONGEST_CAUSE = 4_000;
const encoder = new TextEncoder();

/** Header of a truncated dead letter: the whole record's size in bytes. */
export const CUT_HEADER = "dlq-cut-of";

/** `dlq-code` of what is no record: its value is a batch as the log holds it. */
export const UNDECODABLE_BATCH = "undecodable_batch";

/** Of a record that was sent again: the dead letter that it was. */
export const REDRIVE_HEADER = "redrive-of";
const DEAD_LETTER_HEADER = /^dlq-/;

/** `dlq-id` is stable across repeated sends, and unique beside `dlq-log`. What is too large is truncated; its topic keeps the whole. */
export function deadLetterRecord(letter: DeadLetter): OutboxRecord {
  const { key, value, headers } = cutToFit(letter);
  return {
    topic: deadLetterTopic(letter.topic),
    key,
    value,
    headers: {
      ...headers,
      "dlq-id": `${letter.topic}/${letter.partition}/${letter.offset}`,
      ...(letter.logId ? { "dlq-log": letter.logId } : {}),
      "dlq-topic": letter.topic,
      "dlq-partition": String(letter.partition),
      "dlq-offset": String(letter.offset),
      "dlq-code": letter.cause.code,
      "dlq-cause": cutText(letter.cause.message, LONGEST_CAUSE),
    },
  };
}

/** Whether it holds the whole record that it stands for. */
export function isSendable({ headers }: LogRecord): boolean {
  return !(CUT_HEADER in headers) && headers["dlq-code"] !== UNDECODABLE_BATCH;
}

/** The same for repeats of a dead letter. */
export function letterId({ headers, partition, offset }: StoredRecord): string {
  const { "dlq-id": place, "dlq-log": log = "" } = headers;
  return place === undefined ? `${partition}/${offset}` : `${place} ${log}`;
}

/** The record that a dead letter stands for, as it is sent again: `record` is the letter, or a corrected one. */
export function originalRecord({ key, value, headers }: LogRecord, letter: StoredRecord): LogRecord {
  const original = Object.entries(headers).filter(([name]) => !DEAD_LETTER_HEADER.test(name));
  return {
    key,
    value,
    headers: {
      ...Object.fromEntries(original),
      [REDRIVE_HEADER]: `${letter.topic}/${letter.partition}/${letter.offset}`,
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

function sizeOf({ key, value, headers }: LogRecord): number {
  const sizes = Object.entries(headers).flat().map((text) => encoder.encode(text).length);
  return sizes.reduce((sum, size) => sum + size, encoder.encode(key ?? "").length + (value?.length ?? 0));
}

function cutText(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`;
}
