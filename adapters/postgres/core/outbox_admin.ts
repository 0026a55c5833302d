import type { OutboxAdmin, OutboxState, ParkedRecord } from "../../../application/shared/outbox.ts";
import type { Sql } from "./connect.ts";
import { mapPostgresErrors } from "./map_errors.ts";

export class PostgresOutboxAdmin implements OutboxAdmin {
  constructor(private readonly sql: Sql) {}

  states(): Promise<OutboxState[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select topic, count(*) filter (where parked_at is null) as waiting,
          min(created_at) filter (where parked_at is null) as oldest_at,
          count(*) filter (where parked_at is not null) as parked
        from outbox group by topic order by topic`;
      return rows.map((row) => ({
        topic: row.topic,
        waiting: row.waiting,
        oldestAt: row.oldest_at,
        parked: row.parked,
      }));
    });
  }

  parked(limit: number): Promise<ParkedRecord[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql`
        select id, topic, key, parked_at, refused_for from outbox where parked_at is not null order by id limit ${limit}`;
      return rows.map((row) => ({
        id: row.id,
        topic: row.topic,
        key: row.key && String(row.key),
        parkedAt: row.parked_at,
        cause: row.refused_for ?? "",
      }));
    });
  }

  retry(topic: string): Promise<number> {
    return mapPostgresErrors(async () => {
      const retried = await this.sql`
        update outbox set parked_at = null, refusals = 0 where topic = ${topic} and parked_at is not null`;
      return retried.count;
    });
  }
}
