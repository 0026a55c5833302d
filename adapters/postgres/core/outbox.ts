import { Buffer } from "node:buffer";
import { reasonOf } from "../../../application/shared/fault.ts";
import type { LogRecord } from "../../../application/shared/log.ts";
import type { Outbox, OutboxRecord, Relayed, RelayLimit } from "../../../application/shared/outbox.ts";
import { sendApart } from "../../../application/shared/send_apart.ts";
import { LOCKS } from "./lock_numbers.ts";
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

/** An order of a few seconds, and then those behind it go on. */
const PARKED_AFTER = 5;
/** How late a record may show that was committed after records with later ids. */
const FULL_LOOK_MS = 1_000;
const LONGEST_CAUSE = 1_000;

export class PostgresOutbox implements Outbox {
  /** No record up to this id was there at the last full look. */
  #watermark: number | null = null;
  #lookedAt = -Infinity;

  constructor(private readonly sql: Sql) {}

  /** Behind a transaction that is held open elsewhere every look at the whole table passes what was deleted since. */
  topics(): Promise<string[]> {
    return mapPostgresErrors(async () => {
      const isKnown = this.#watermark !== null && performance.now() - this.#lookedAt < FULL_LOOK_MS;
      if (isKnown && !(await this.#hasBeyond(this.#watermark!))) return [];
      // Before the rows: what is added in between is beyond it.
      const [sequence] = await this.sql<{ last: number }[]>`
        select coalesce(pg_sequence_last_value(pg_get_serial_sequence('outbox', 'id')::regclass), 0) as last`;
      const rows = await this.sql<{ topic: string }[]>`
        with recursive found as (
          (select topic from outbox where parked_at is null order by topic limit 1)
          union all
          select (select topic from outbox where parked_at is null and topic > found.topic order by topic limit 1)
          from found where found.topic is not null
        )
        select topic from found where topic is not null`;
      this.#watermark = rows.length === 0 ? sequence!.last : null;
      this.#lookedAt = performance.now();
      return rows.map(({ topic }) => topic);
    });
  }

  async #hasBeyond(id: number): Promise<boolean> {
    // The order makes the planner descend the index, whatever it believes the table to hold.
    return (await this.sql`select id from outbox where id > ${id} order by id limit 1`).count > 0;
  }

  async relay(
    topic: string,
    limit: RelayLimit,
    send: (records: readonly LogRecord[]) => Promise<void>,
  ): Promise<Relayed> {
    const { sent, refused, outage } = await transaction(this.sql, async (sql, callers) => {
      const [lock] = await sql<{ ours: boolean }[]>`
        select pg_try_advisory_xact_lock(${LOCKS.outbox}, hashtext(${topic})) as ours`;
      const rows = lock!.ours ? await oldest(sql, topic, limit) : [];
      if (rows.length === 0) return { sent: 0, refused: null, outage: null };
      const { sent, fault } = await callers(() => sendApart(rows, (part) => send(part.map(({ record }) => record))));
      if (sent > 0) await sql`delete from outbox where id in ${sql(rows.slice(0, sent).map(({ id }) => id))}`;
      if (fault?.isOutage) return { sent, refused: null, outage: fault.error };
      return { sent, refused: fault && await noteRefusal(sql, rows[sent]!.id, fault.error), outage: null };
    });
    // After the commit: what was acknowledged before is gone from here.
    if (outage) throw outage;
    return { sent, refused };
  }

  waiting(): Promise<number> {
    return mapPostgresErrors(async () =>
      (await this.sql`select count(*) as n from outbox where parked_at is null`)[0]!.n
    );
  }
}

interface HeldRecord {
  readonly id: number;
  readonly record: LogRecord;
}

async function oldest(sql: SqlScope, topic: string, { records, bytes }: RelayLimit): Promise<HeldRecord[]> {
  const rows = await sql`
    with oldest as (
      select *, octet_length(headers) + coalesce(octet_length(key), 0) + coalesce(octet_length(value), 0) as bytes
      from outbox where topic = ${topic} and parked_at is null order by id limit ${records} for update
    ), added as (
      select *, sum(bytes) over (order by id) as until_here, min(id) over () as first from oldest
    )
    select id, key, value, headers from added
    where until_here <= ${bytes} or id = first order by id`;
  return rows.map(({ id, key, value, headers }) => ({
    id,
    record: { key: key && String(key), value, headers: withoutNulls(JSON.parse(String(headers))) },
  }));
}

/** Written by earlier versions; kafkajs sends none. */
function withoutNulls(headers: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== null));
}

async function noteRefusal(sql: SqlScope, id: number, error: unknown): Promise<NonNullable<Relayed["refused"]>> {
  const cause = reasonOf(error).slice(0, LONGEST_CAUSE).replaceAll("\0", "").toWellFormed();
  const [row] = await sql<{ parked: boolean }[]>`
    update outbox set refusals = refusals + 1, refused_for = ${cause},
      parked_at = case when refusals + 1 >= ${PARKED_AFTER} then now() end
    where id = ${id} returning parked_at is not null as parked`;
  return { cause, parked: row!.parked };
}
