import type { DeadLetter } from "../../../application/shared/dead_letter_record.ts";
import type {
  OffsetAdvance,
  StoredPosition,
  StoredPositions,
  StreamPosition,
  StreamPositions,
} from "../../../application/shared/stream_position.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { insertDeadLetters } from "../core/dead_letters.ts";
import { IDLE_AT_MOST } from "../core/lock_numbers.ts";
import { mapPostgresErrors, Rollback, transaction } from "../core/map_errors.ts";

export async function readPosition(
  sql: SqlScope,
  { group, topic, partition }: StreamPosition,
): Promise<StoredPosition> {
  await sql`
    insert into consumer_offsets (consumer_group, topic, partition, next_offset)
    values (${group}, ${topic}, ${partition}, 0) on conflict do nothing`;
  const [row] = await sql<{ next_offset: number; log_id: string | null }[]>`
    select next_offset, log_id from consumer_offsets
    where consumer_group = ${group} and topic = ${topic} and partition = ${partition}`;
  return { next: row!.next_offset, logId: row!.log_id };
}

/** First in the transaction: a second owner waits for the row's lock, then is undone and returns "fenced". */
export async function movePosition(
  sql: SqlScope,
  { group, topic, partition, from, fromLogId = null, to, lastRecordAt, logId = null }: OffsetAdvance,
): Promise<void> {
  const moved = await sql`
    update consumer_offsets
    set next_offset = ${to}, last_record_at = coalesce(${lastRecordAt}, last_record_at), updated_at = now(),
      log_id = coalesce(${logId}, log_id)
    from (select set_config('idle_in_transaction_session_timeout', ${IDLE_AT_MOST}, true)) as limited
    where consumer_group = ${group} and topic = ${topic} and partition = ${partition} and next_offset = ${from}
      and (log_id = ${fromLogId} or log_id is null or ${fromLogId}::text is null)`;
  if (moved.count === 0) throw new Rollback("fenced");
}

export class PostgresStreamPositions implements StreamPositions, StoredPositions {
  constructor(private readonly sql: Sql) {}

  position(at: StreamPosition): Promise<StoredPosition> {
    return mapPostgresErrors(() => readPosition(this.sql, at));
  }

  move(advance: OffsetAdvance, dead: readonly DeadLetter[]): Promise<"moved" | "fenced"> {
    return transaction<"moved" | "fenced">(this.sql, async (sql) => {
      await movePosition(sql, advance);
      await insertDeadLetters(sql, dead);
      return "moved";
    });
  }

  all(): ReturnType<StoredPositions["all"]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
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
