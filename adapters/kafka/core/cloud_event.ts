import { Buffer } from "node:buffer";
import type { LogRecord } from "../../../application/shared/log.ts";
import { parseAs, parseShape } from "../../../domain/shared/parse.ts";

export interface CodecOptions {
  /** CloudEvents `source`: who publishes. */
  readonly source: string;
  /** W3C Trace Context of the request or round that an event comes from. */
  readonly newTraceparent: () => string;
}

/** What an event is made of in the log. */
interface CloudEvent {
  /** The event's own: the same event always has the same. */
  readonly id: string;
  readonly type: string;
  readonly time: Date;
  /** Events of one key keep their order. */
  readonly key: string;
  readonly data: unknown;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });

/** CloudEvents 1.0 in Kafka's binary mode: attributes in `ce_` headers, JSON in the value. */
export function toRecord({ id, type, time, key, data }: CloudEvent, options: CodecOptions): LogRecord {
  return {
    key,
    value: encoder.encode(JSON.stringify(data)),
    headers: {
      "ce_specversion": "1.0",
      "ce_id": id,
      "ce_source": options.source,
      "ce_type": type,
      "ce_time": time.toISOString(),
      "content-type": "application/json",
      "traceparent": options.newTraceparent(),
    },
  };
}

export interface JsonRecord {
  readonly event: unknown;
  /** What it is to be parsed with. */
  readonly parse: typeof parseAs;
}

/**
 * The JSON of a record of a topic that carries events of one type.
 *
 * A record without a `ce_type` header is taken for one of the topic's own kind, so that any producer of plain JSON works.
 */
export function readJsonRecord(record: LogRecord, type: string): JsonRecord | ReturnType<typeof refusal> {
  if (record.value === null) return refusal("empty_record", "Cannot read the record: it has no value");
  const given = record.headers["ce_type"];
  if (given !== undefined && given !== type) {
    return refusal("unknown_type", `Cannot read the record: its ce_type is "${given}", expected "${type}"`);
  }
  try {
    const text = textOf(record.value);
    return { event: JSON.parse(text), parse: hasUnstorable(text) ? parseAs : parseShape };
  } catch {
    // The parser's own message repeats a piece of what it read, and that may be somebody's name.
    return refusal("not_json", "Cannot read the record: it is not JSON in UTF-8");
  }
}

/** In UTF-8 only an escape makes a NUL or half a character. To read through each value would cost half of its parsing. */
function hasUnstorable(text: string): boolean {
  return text.includes("\\u") && /\\u(?:0000|d[89a-f])/i.test(text);
}

/**
 * UTF-8 as text, without the byte order mark that some put before it; throws for anything else. Buffer reads a record in a
 * third of a strict decoder's time, and puts U+FFFD in the place of what it can't read: only where that stands has anybody
 * to look whether it was there.
 */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  if (text.includes("\ufffd")) return decoder.decode(bytes);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

export function refusal(code: string, message: string): { readonly refusal: { code: string; message: string } } {
  return { refusal: { code, message } };
}
