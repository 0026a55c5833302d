import { decodeEvent } from "../../../adapters/kafka/commerce/codec.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import type { ErasedUsers } from "../../../adapters/postgres/commerce/erased_users.ts";
import { PostgresInbox } from "../../../adapters/postgres/commerce/inbox.ts";
import { PostgresRedrivenLetters } from "../../../adapters/postgres/core/redriven_letters.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import type { RedriveLettersDeps } from "../../../application/commerce/redrive_letters.ts";
import type { LogWriter } from "../../../application/shared/log.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";

/** Checks a record as the stream's consumer does. */
export function redriveDeps(
  prefix: string,
  { sql, writer, erased }: { readonly sql: Sql; readonly writer: LogWriter; readonly erased: ErasedUsers },
): Omit<RedriveLettersDeps<CommerceEvent>, "scanner" | "inspector" | "now"> {
  const inbox = new PostgresInbox(sql, { erased });
  const types = new Map(Object.values(streamNames(prefix)).map(({ topic, eventType }) => [topic, eventType]));
  return {
    writer,
    inbox,
    redriven: new PostgresRedrivenLetters(sql),
    decode: (topic, record) => decodeEvent(record, types.get(topic)!),
    probe: (event) => inbox.probe(event),
  };
}
