import type { LetterPlace, RedrivenLetter, RedrivenLetters } from "../../../application/shared/redriven_letters.ts";
import type { Sql } from "./connect.ts";
import { mapPostgresErrors } from "./map_errors.ts";

/** Longer than any topic of dead letters keeps one. */
const KEPT = "90 days";

export class PostgresRedrivenLetters implements RedrivenLetters {
  constructor(private readonly sql: Sql) {}

  async among(places: readonly LetterPlace[]): Promise<RedrivenLetter[]> {
    if (places.length === 0) return [];
    return await mapPostgresErrors(async () => {
      const rows = await this.sql`
        select l.topic, l.partition, letter_offset, log_id, redriven_at, sent_partition, sent_offset
        from redriven_letters l
        join json_to_recordset(${JSON.stringify(places.map(toRow))}::text::json)
          as asked(topic text, partition integer, letter_offset bigint, log_id text)
        using (topic, partition, letter_offset, log_id)`;
      return rows.map((row) => ({
        topic: row.topic,
        partition: row.partition,
        offset: row.letter_offset,
        logId: row.log_id === "" ? null : row.log_id,
        at: row.redriven_at,
        sentTo: { partition: row.sent_partition, offset: row.sent_offset },
      }));
    });
  }

  async add(letters: readonly RedrivenLetter[]): Promise<void> {
    if (letters.length === 0) return;
    const rows = letters.map(({ at, sentTo, ...place }) => ({
      ...toRow(place),
      redriven_at: at,
      sent_partition: sentTo.partition,
      sent_offset: sentTo.offset,
    }));
    await mapPostgresErrors(() =>
      this.sql`
        with added as (
          select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as a(
            topic text, partition integer, letter_offset bigint, log_id text, redriven_at timestamptz,
            sent_partition integer, sent_offset bigint)
        ), forgotten as (
          delete from redriven_letters
          where redriven_at < (select min(redriven_at) from added) - ${KEPT}::text::interval
        )
        insert into redriven_letters select * from added
        on conflict do nothing`
    );
  }
}

function toRow({ topic, partition, offset, logId }: LetterPlace) {
  return { topic, partition, letter_offset: offset, log_id: logId ?? "" };
}
