import { Buffer } from "node:buffer";
import { deadLetterTopic, UNDECODABLE_BATCH } from "../../application/shared/dead_letter_record.ts";
import type { StoredRecord } from "../../application/shared/log.ts";
import { table } from "../wiring/process/table.ts";
import type { Admin, Flags, Report } from "./admin.ts";
import { namedTopic } from "./named_topic.ts";

/** Values are personal data, shown only with `--full`; that list, corrected, is the input of `redrive --mended`. */
interface DeadLetterEntry {
  readonly id: string;
  readonly code: string;
  readonly cause: string;
  readonly at: Date;
  readonly bytes: number;
  /** UTF-8 text, invalid bytes as replacement characters; Base64 of a batch that could not be decoded. */
  readonly value?: string | null;
}

export async function listDeadLetters(admin: Admin, flags: Flags): Promise<Report> {
  const topic = namedTopic(admin, flags);
  const entries: DeadLetterEntry[] = [];
  const { scanner } = await admin.log();
  for await (const batch of scanner.scan(deadLetterTopic(topic), new Map())) {
    entries.push(...batch.map((record) => entryOf(record, flags.full ?? false)));
  }
  const text = table(
    [{ title: "at" }, { title: "id" }, { title: "code" }, { title: "cause" }],
    entries.map(({ at, id, code, cause }) => [at.toISOString(), id, code, cause]),
  );
  return {
    json: { topic, deadLetters: entries },
    text: entries.length > 0 ? `${text}\n\n${entries.length} dead letters.` : `No dead letters of ${topic}.`,
  };
}

function entryOf(record: StoredRecord, full: boolean): DeadLetterEntry {
  const { headers, value, at } = record;
  const isBatch = headers["dlq-code"] === UNDECODABLE_BATCH;
  return {
    id: headers["dlq-id"] ?? `${record.topic}/${record.partition}/${record.offset}`,
    code: headers["dlq-code"] ?? "unknown",
    cause: headers["dlq-cause"] ?? "",
    at,
    bytes: value?.byteLength ?? 0,
    ...(full ? { value: value && Buffer.from(value).toString(isBatch ? "base64" : "utf8") } : {}),
  };
}
