import type { Accepted, Inbox } from "../../../application/commerce/ports/stream.ts";
import { type DeadLetter, deadLetterRecord } from "../../../application/shared/dead_letter_record.ts";
import {
  isOfAnotherLog,
  type OffsetAdvance,
  type StoredPosition,
  type StoredPositions,
  type StreamPosition,
} from "../../../application/shared/stream_position.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { Rollback, type Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import { shareOrders, withhold } from "./erased_users.ts";
import { applyAtOnce } from "./order_deltas.ts";
import { insertOutbox } from "./outbox.ts";
import { resendOrders } from "./resend_orders.ts";
import type { ShopDatabase } from "./shop_database.ts";
import type { PositionRow } from "./shop_tables.ts";
import { insertNew, insertOrders } from "./store_orders.ts";

export function inbox(
  database: ShopDatabase,
  process: Process,
): Inbox & { readonly probe: NonNullable<Inbox["probe"]> } {
  const { postgres } = database;
  return {
    position: (at) =>
      postgres.statement(process, `position of ${at.topic}/${at.partition}`, (sql) => readPosition(database, sql, at)),
    accept: (advance, events, dead) =>
      postgres.transaction<Accepted | "fenced">(process, (sql) => store(database, sql, advance, { events, dead })),
    probe: (event) =>
      postgres.transaction<"stored" | "set aside">(process, async (sql) => {
        const sorted = sortOut([event]);
        if (sorted.users.length + sorted.orders.length > 0) await shareOrders(database, sql);
        const { orders } = await storeRows(database, sql, { ...sorted, ...await withhold(database, sql, sorted) });
        throw new Rollback(orders.pending > 0 ? "set aside" : "stored");
      }),
  };
}

function sortOut(events: readonly CommerceEvent[]) {
  return {
    users: events.flatMap((event) => event.type === "user.registered" ? [event.user] : []),
    products: events.flatMap((event) => event.type === "product.listed" ? [event.product] : []),
    orders: events.flatMap((event) => event.type === "order.placed" ? [event.order] : []),
  };
}

async function store(
  database: ShopDatabase,
  sql: Transaction,
  advance: OffsetAdvance,
  { events, dead }: { readonly events: readonly CommerceEvent[]; readonly dead: readonly DeadLetter[] },
): Promise<Accepted> {
  const sorted = sortOut(events);
  await movePosition(database, sql, advance);
  if (sorted.users.length + sorted.orders.length > 0) await shareOrders(database, sql);
  const { erased, ...admitted } = await withhold(database, sql, sorted);
  const { users, products, orders } = await storeRows(database, sql, { ...sorted, ...admitted });
  await applyAtOnce(database, sql, orders.stored);
  const resent = orders.duplicates > 0
    ? await resendOrders(database, sql, admitted.orders)
    : { changed: 0, conflicts: [] };
  await insertOutbox(database, sql, dead.map(deadLetterRecord));
  return {
    stored: users + products + orders.stored,
    duplicates: admitted.users.length - users + sorted.products.length - products + orders.duplicates,
    pending: orders.pending,
    ...(resent.changed > 0 ? { changed: resent.changed } : {}),
    ...(resent.conflicts.length > 0 ? { conflicts: resent.conflicts } : {}),
    ...(erased.length > 0 ? { erased } : {}),
  };
}

async function storeRows(database: ShopDatabase, sql: Transaction, sorted: ReturnType<typeof sortOut>) {
  return {
    users: await insertNew(database, sql, "users", sorted.users),
    products: await insertNew(database, sql, "products", sorted.products),
    orders: await insertOrders(database, sql, sorted.orders),
  };
}

function keyOf({ group, topic, partition }: StreamPosition): string {
  return `${group} ${topic} ${partition}`;
}

async function readPosition({ tables }: ShopDatabase, sql: Transaction, at: StreamPosition): Promise<StoredPosition> {
  const { group, topic, partition } = at;
  const fresh: PositionRow = { group, topic, partition, next: 0, logId: null, lastRecordAt: null };
  await sql.insert(tables.positions, keyOf(at), fresh);
  const { next, logId } = sql.get(tables.positions, keyOf(at))!;
  return { next, logId };
}

async function movePosition({ tables, without }: ShopDatabase, sql: Transaction, advance: OffsetAdvance) {
  const { from, fromLogId = null, to, logId = null, lastRecordAt } = advance;
  const what = `move ${advance.topic}/${advance.partition} from ${from} to ${to}`;
  const isMoved = await sql.statement(what, () =>
    sql.update(tables.positions, keyOf(advance), (row) => {
      if ((row.next !== from || isOfAnotherLog(row, fromLogId)) && !without.has("offset fence")) return null;
      return { ...row, next: to, logId: logId ?? row.logId, lastRecordAt: lastRecordAt ?? row.lastRecordAt };
    }));
  if (!isMoved) throw new Rollback("fenced");
}

export function storedPositions({ postgres, tables }: ShopDatabase, process: Process): StoredPositions {
  return {
    all: () =>
      postgres.statement(
        process,
        "all positions",
        (sql) =>
          [...sql.entries(tables.positions)].sort(([a], [b]) => a < b ? -1 : 1)
            .map(([, { group, topic, partition, next, lastRecordAt }]) => (
              { group, topic, partition, next, lastRecordAt }
            )),
      ),
  };
}
