import { Buffer } from "node:buffer";
import type { LogRecord } from "../../../application/shared/log.ts";

export interface CodecOptions {
  readonly source: string;
  readonly newTraceparent: () => string;
}

interface CloudEvent {
  /** A repetition has the same id. */
  readonly id: string;
  readonly type: string;
  readonly time: Date;
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
  /** Whether a look at its text shows that no value holds what databases reject. */
  readonly isStorable: boolean;
}

/** A record without a `ce_type` header counts as of the topic's type: any producer of plain JSON works. */
export function readJsonRecord(record: LogRecord, type: string): JsonRecord | ReturnType<typeof refusal> {
  if (record.value === null) return refusal("empty_record", "Cannot read the record: it has no value");
  const given = record.header ? record.header("ce_type") : record.headers["ce_type"];
  if (given !== undefined && given !== type) {
    return refusal("unknown_type", `Cannot read the record: its ce_type is "${given}", expected "${type}"`);
  }
  try {
    const text = textOf(record.value);
    return { event: JSON.parse(text), isStorable: !hasUnstorable(text) };
  } catch {
    // The parser's message quotes its input, which may be personal data.
    return refusal("not_json", "Cannot read the record: it is not JSON in UTF-8");
  }
}

/** In UTF-8 only an escape can produce a NUL or a lone surrogate; checking each value takes half the parsing time. */
function hasUnstorable(text: string): boolean {
  return text.includes("\\u") && /\\u(?:0000|d[89a-f])/i.test(text);
}

/** Throws for invalid UTF-8; drops a byte order mark. Buffer takes a third of a strict decoder's time. */
function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  if (text.includes("\ufffd")) return decoder.decode(bytes);
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

export function refusal(code: string, message: string): { readonly refusal: { code: string; message: string } } {
  return { refusal: { code, message } };
}
