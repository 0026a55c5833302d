import { type DeadLetter, deadLetterRecord } from "../../../application/shared/dead_letter_record.ts";
import type {
  OffsetAdvance,
  StoredPositions,
  StreamPosition,
  StreamPositions,
} from "../../../application/shared/stream_position.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { insertOutbox } from "../core/outbox.ts";
import { STANDS_STILL_AT_MOST } from "../core/stands_still.ts";
import { translating } from "../core/translate_errors.ts";

/** Thrown inside the transaction only to undo it. */
class Fenced extends Error {}

/** What the transaction gives; "fenced" where {@linkcode movePosition} found the position moved, which undoes it. */
export async function unlessFenced<T>(transaction: Promise<T>): Promise<Awaited<T> | "fenced"> {
  try {
    return await transaction;
  } catch (error) {
    if (error instanceof Fenced) return "fenced";
    throw error;
  }
}

/** Where reading goes on; 0 for a partition never read. */
export async function readPosition(sql: SqlScope, { group, topic, partition }: StreamPosition): Promise<number> {
  await sql`
    insert into consumer_offsets (consumer_group, topic, partition, next_offset)
    values (${group}, ${topic}, ${partition}, 0) on conflict do nothing`;
  const [row] = await sql<{ next_offset: number }[]>`
    select next_offset from consumer_offsets
    where consumer_group = ${group} and topic = ${topic} and partition = ${partition}`;
  return row!.next_offset;
}

/** First in the transaction: the row's lock makes a second owner of the partition wait, and then find it moved. */
export async function movePosition(
  sql: SqlScope,
  { group, topic, partition, from, to, lastRecordAt }: OffsetAdvance,
): Promise<void> {
  const moved = await sql`
    update consumer_offsets
    set next_offset = ${to}, last_record_at = coalesce(${lastRecordAt}, last_record_at), updated_at = now()
    from (select set_config('idle_in_transaction_session_timeout', ${STANDS_STILL_AT_MOST}, true)) as limited
    where consumer_group = ${group} and topic = ${topic} and partition = ${partition} and next_offset = ${from}`;
  if (moved.count === 0) throw new Fenced();
}

export class PostgresStreamPositions implements StreamPositions, StoredPositions {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  position(at: StreamPosition): Promise<number> {
    return translating(() => readPosition(this.#sql, at));
  }

  move(advance: OffsetAdvance, dead: readonly DeadLetter[]): Promise<"moved" | "fenced"> {
    return translating(() =>
      unlessFenced(this.#sql.begin(async (sql) => {
        await movePosition(sql, advance);
        await insertOutbox(sql, dead.map(deadLetterRecord));
        return "moved" as const;
      }))
    );
  }

  all(): ReturnType<StoredPositions["all"]> {
    return translating(async () => {
      const rows = await this.#sql`
        select consumer_group, topic, partition, next_offset, last_record_at from consumer_offsets
        order by consumer_group, topic, partition`;
      return rows.map((row) => ({
        group: row.consumer_group,
        topic: row.topic,
        partition: row.partition,
        next: row.next_offset,
        lastRecordAt: row.last_record_at,
      }));
    });
  }
}
