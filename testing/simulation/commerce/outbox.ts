import { type Outage, reasonOf } from "../../../application/shared/fault.ts";
import type { Outbox, OutboxAdmin, OutboxRecord, Relayed, RelayLimit } from "../../../application/shared/outbox.ts";
import { letterId } from "../../../application/shared/dead_letter_record.ts";
import type { LogRecord, StoredRecord } from "../../../application/shared/log.ts";
import { sendApart } from "../../../application/shared/send_apart.ts";
import type { Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import type { ShopDatabase } from "./shop_database.ts";
import type { OutboxRow } from "./shop_tables.ts";

const PARKED_AFTER = 5;

export async function insertOutbox(
  { tables, postgres }: ShopDatabase,
  sql: Transaction,
  records: readonly OutboxRecord[],
): Promise<void> {
  if (records.length === 0) return;
  await sql.statement(`put ${records.length} into the outbox`, async () => {
    for (const record of records) {
      const id = postgres.nextId();
      await sql.insert(tables.outbox, String(id), { id, record, refusals: 0, parkedFor: null });
      if (!("dlq-id" in record.headers)) continue;
      const note = (known: { count: number; nth: number } | null) => ({ count: 1 + (known?.count ?? 0), nth: id });
      await sql.upsert(tables.letters, letterId(record as StoredRecord), note);
    }
  });
}

export function outbox(database: ShopDatabase, process: Process): Outbox {
  const { postgres, tables } = database;
  return {
    topics: () =>
      postgres.statement(
        process,
        "look into the outbox",
        (sql) => [...new Set(waiting(sql.all(tables.outbox)).map(({ record }) => record.topic))].sort(),
      ),
    relay: async (topic, limit, send) => {
      const { outage, ...relayed } = await postgres.transaction(
        process,
        (sql) => relay(database, sql, topic, limit, send),
      );
      if (outage) throw outage;
      return relayed;
    },
    waiting: () => postgres.statement(process, "count the outbox", (sql) => waiting(sql.all(tables.outbox)).length),
  };
}

async function relay(
  { tables, without }: ShopDatabase,
  sql: Transaction,
  topic: string,
  limit: RelayLimit,
  send: (records: readonly LogRecord[]) => Promise<void>,
): Promise<Relayed & { readonly outage: Outage | null }> {
  const rows = await sql.statement(`take what is for ${topic}`, () => {
    if (!sql.tryLock(`outbox ${topic}`)) return [];
    const own = waiting(sql.all(tables.outbox)).filter(({ record }) => record.topic === topic);
    return upTo(limit, own.sort((a, b) => a.id - b.id));
  });
  if (rows.length === 0) return { sent: 0, refused: null, outage: null };
  const { sent, fault } = await sendApart(
    rows,
    (part) => send(part.map(({ record: { topic: _, ...record } }) => record)),
  );
  if (sent > 0) {
    await sql.statement(`remove ${sent} that were sent`, async () => {
      for (const { id } of rows.slice(0, sent)) await sql.remove(tables.outbox, String(id));
    });
  }
  if (fault === null) return { sent, refused: null, outage: null };
  if (fault.isOutage) return { sent, refused: null, outage: fault.error as Outage };
  const cause = reasonOf(fault.error);
  const refusedRow = rows[sent]!;
  const parked = refusedRow.refusals + 1 >= PARKED_AFTER && !without.has("parking");
  await sql.statement("note the refusal", () =>
    sql.update(tables.outbox, String(refusedRow.id), (row) => (
      { ...row, refusals: row.refusals + 1, parkedFor: parked ? cause : null }
    )));
  return { sent, refused: { cause, parked }, outage: null };
}

function waiting(rows: readonly OutboxRow[]): OutboxRow[] {
  return rows.filter(({ parkedFor }) => parkedFor === null);
}

function upTo({ records, bytes }: RelayLimit, rows: readonly OutboxRow[]): OutboxRow[] {
  let size = 0;
  return rows.slice(0, records).filter(({ record }, nth) => {
    size += JSON.stringify(record.headers).length + (record.key?.length ?? 0) + (record.value?.length ?? 0);
    return nth === 0 || size <= bytes;
  });
}

export function outboxAdmin({ postgres, tables }: ShopDatabase, process: Process): OutboxAdmin {
  return {
    states: () =>
      postgres.statement(
        process,
        "states of the outbox",
        (sql) =>
          [...Map.groupBy(sql.all(tables.outbox), ({ record }) => record.topic)].sort(([a], [b]) => a < b ? -1 : 1)
            .map(([topic, rows]) => ({
              topic,
              waiting: waiting(rows).length,
              oldestAt: null,
              parked: rows.length - waiting(rows).length,
            })),
      ),
    parked: (limit) =>
      postgres.statement(
        process,
        "parked records",
        (sql) =>
          sql.all(tables.outbox).filter(({ parkedFor }) => parkedFor !== null).slice(0, limit)
            .map(({ id, record: { topic, key }, parkedFor }) => (
              { id, topic, key, parkedAt: new Date(postgres.world.now), cause: parkedFor! }
            )),
      ),
    retry: (topic) =>
      postgres.statement(process, `retry ${topic}`, async (sql) => {
        const parked = sql.all(tables.outbox).filter((row) => row.record.topic === topic && row.parkedFor !== null);
        for (const { id } of parked) {
          await sql.update(tables.outbox, String(id), (row) => ({ ...row, parkedFor: null, refusals: 0 }));
        }
        return parked.length;
      }),
  };
}
