import { Buffer } from "node:buffer";
import { deadLetterTopic } from "../../application/shared/dead_letter_record.ts";
import type { StoredRecord } from "../../application/shared/log.ts";
import { peekLog } from "../../application/shared/peek_log.ts";
import { type Stream, STREAMS } from "../../domain/commerce/commerce_event.ts";
import { streamNames } from "../../adapters/kafka/stream_names.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import type { Admin, Flags, Report } from "./admin.ts";
import { MASK, maskHeaders, maskValue } from "./mask_personal.ts";
import { anyTopic, unknownTopic } from "./named_topic.ts";

const DEFAULT_LIMIT = 10;

export async function peek(admin: Admin, flags: Flags): Promise<Report> {
  const topic = anyTopic(admin, flags);
  const limit = numberFlag("limit", flags.limit, { from: 1, to: 10_000, whole: true }, DEFAULT_LIMIT);
  const { scanner, inspector } = await admin.log();
  if ((await inspector.ranges(topic)).length === 0) throw unknownTopic(topic);
  const stream = streamOfTopic(topic, admin.process.config.prefix);
  const found = await peekLog({ scanner, inspector }, {
    topic,
    limit,
    fromBeginning: flags["from-beginning"] ?? false,
  });
  const records = found.map((record) => shown(record, stream, flags.full ?? false));
  const text = records.map(({ partition, offset, at, key, value, undecodable }) =>
    `${at.toISOString()}  ${partition}/${offset}  ${key ?? "-"}\n  ${
      undecodable ?? (typeof value === "string" ? value : JSON.stringify(value))
    }`
  );
  return { json: { topic, records }, text: text.join("\n") || `No records in ${topic}.` };
}

/** A record in `--json`. `value` is its JSON, or its text if invalid. */
function shown(
  { partition, offset, at, key, headers, value, refusal }: StoredRecord,
  stream: Stream | null,
  full: boolean,
) {
  const text = value === null ? null : Buffer.from(value).toString();
  const json = text === null ? { value: null } : parse(text);
  return {
    partition,
    offset,
    at,
    key,
    bytes: value?.byteLength ?? 0,
    headers: full ? headers : maskHeaders(headers),
    ...(refusal ? { undecodable: refusal.message } : {}),
    value: json ? (full ? json.value : maskValue(json.value, stream)) : full ? text : MASK,
  };
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

function streamOfTopic(topic: string, prefix: string): Stream | null {
  const names = streamNames(prefix);
  return STREAMS.find((stream) => topic === names[stream].topic || topic === deadLetterTopic(names[stream].topic)) ??
    null;
}
