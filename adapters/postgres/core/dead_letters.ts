import { type DeadLetter, deadLetterRecord, deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import type { SqlScope } from "./connect.ts";
import { insertOutbox } from "./outbox.ts";
import { eventIdOf, tellOf } from "./webhook_events.ts";

const TYPE = "dead_letter.added";

/** Into the outbox, and told to subscriptions: where it lies and why, nothing of what is in it. */
export async function insertDeadLetters(sql: SqlScope, dead: readonly DeadLetter[]): Promise<void> {
  if (dead.length === 0) return;
  await insertOutbox(sql, dead.map(deadLetterRecord));
  const rows = dead.map(({ topic, partition, offset, cause }) => ({
    data: { topic: deadLetterTopic(topic), source: { topic, partition, offset }, code: cause.code },
  }));
  await sql`
    with added as (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(data jsonb)
    )
    ${
    sql.unsafe(tellOf(TYPE, {
      from: "added",
      id: eventIdOf(TYPE, "added.data::text"),
      subject: "null",
      data: "added.data",
    }))
  }`;
}
