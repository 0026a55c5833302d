import { Buffer } from "node:buffer";
import type { Outbox, OutboxRecord, RelayLimit } from "../../../application/shared/outbox.ts";
import type { Sql, SqlScope } from "./connect.ts";
import { mapPostgresErrors, transaction } from "./map_errors.ts";

export async function insertOutbox(sql: SqlScope, records: readonly OutboxRecord[]): Promise<void> {
  if (records.length === 0) return;
  const rows = records.map(outboxRow);
  // Bytes, not text and jsonb: a NUL must at least become a dead letter.
  await sql`
    insert into outbox (topic, key, value, headers)
    select topic, decode(key, 'hex'), decode(value, 'hex'), decode(headers, 'hex')
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as r(topic text, key text, value text, headers text)`;
}

/** Bytes in hexadecimal, for a statement that reads rows from JSON. */
export function outboxRow({ topic, key, value, headers }: OutboxRecord) {
  return {
    topic,
    key: key === null ? null : hex(key),
    value: value && hex(value),
    headers: hex(JSON.stringify(headers)),
  };
}

function hex(content: string | Uint8Array): string {
  return Buffer.from(content as string).toString("hex");
}

export class PostgresOutbox implements Outbox {
  constructor(private readonly sql: Sql) {}

  relay({ records, bytes }: RelayLimit, send: (records: readonly OutboxRecord[]) => Promise<void>): Promise<number> {
    return transaction(this.sql, async (sql, callers) => {
      const rows = await sql`
          with oldest as (
            select *, octet_length(headers) + coalesce(octet_length(key), 0) + coalesce(octet_length(value), 0) as bytes
            from outbox order by id limit ${records} for update skip locked
          ), added as (
            select *, sum(bytes) over (order by id) as until_here, min(id) over () as first from oldest
          )
          select id, topic, key, value, headers from added
          where until_here <= ${bytes} or id = first order by id`;
      if (rows.length === 0) return 0;
      const held = rows.map(({ topic, key, value, headers }) => ({
        topic,
        key: key && String(key),
        value,
        headers: JSON.parse(String(headers)),
      }));
      await callers(() => send(held));
      await sql`delete from outbox where id in ${sql(rows.map((row) => row.id))}`;
      return rows.length;
    });
  }

  waiting(): Promise<number> {
    return mapPostgresErrors(async () => (await this.sql`select count(*) as n from outbox`)[0]!.n);
  }
}
