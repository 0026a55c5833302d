import { Buffer } from "node:buffer";
import type { LogRecord } from "../../../application/shared/log.ts";
import { parseAs, parseShape } from "../../../domain/shared/parse.ts";

export interface CodecOptions {
  /** The CloudEvents `source`: the publisher. */
  readonly source: string;
  /** W3C Trace Context of the request or round that an event comes from. */
  readonly newTraceparent: () => string;
}

interface CloudEvent {
  /** Derived from the event, so that a repetition has the same id. */
  readonly id: string;
  readonly type: string;
  readonly time: Date;
  /** Events with the same key keep their order. */
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
  readonly parse: typeof parseAs;
}

/**
 * Decodes the JSON of a record of a topic that carries events of one type. A record without a `ce_type` header counts
 * as that type, so that any producer of plain JSON works.
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
    // The parser's message quotes its input, which may contain personal data.
    return refusal("not_json", "Cannot read the record: it is not JSON in UTF-8");
  }
}

/**
 * In UTF-8 only an escape can produce a NUL or a lone surrogate. Checking each value would take half as long as parsing
 * it.
 */
function hasUnstorable(text: string): boolean {
  return text.includes("\\u") && /\\u(?:0000|d[89a-f])/i.test(text);
}

/**
 * Decodes UTF-8 without its byte order mark; throws for anything else. Buffer decodes in a third of a strict decoder's
 * time and replaces invalid bytes by U+FFFD, so the strict one is needed only if the text contains that.
 */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  if (text.includes("\ufffd")) return decoder.decode(bytes);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

export function refusal(code: string, message: string): { readonly refusal: { code: string; message: string } } {
  return { refusal: { code, message } };
}
