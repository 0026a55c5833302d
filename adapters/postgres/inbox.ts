import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import type {
  Accepted,
  Advance,
  DeadLetter,
  Inbox,
  StoredPositions,
  StreamPosition,
} from "../../application/commerce/ports/inbox.ts";
import { deadLetterRecord } from "../../application/commerce/dead_letter_record.ts";
import type { Sql, SqlScope } from "./connect.ts";
import { insertOrders } from "./insert_orders.ts";
import { insertProducts, insertUsers } from "./insert_rows.ts";
import { addAtOnce, sharingOrders } from "./order_effects.ts";
import { insertOutbox } from "./outbox.ts";
import { translating } from "./translate_errors.ts";

/** Thrown inside the transaction only to undo it. */
class Fenced extends Error {}

export class PostgresInbox implements Inbox, StoredPositions {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  position(at: StreamPosition): Promise<number> {
    return translating(async () => {
      await this.#sql`
        insert into consumer_offsets (consumer_group, topic, partition, next_offset)
        values (${at.group}, ${at.topic}, ${at.partition}, 0) on conflict do nothing`;
      const [row] = await this.#sql<{ next_offset: number }[]>`
        select next_offset from consumer_offsets
        where consumer_group = ${at.group} and topic = ${at.topic} and partition = ${at.partition}`;
      return row!.next_offset;
    });
  }

  accept(
    advance: Advance,
    events: readonly CommerceEvent[],
    dead: readonly DeadLetter[],
  ): Promise<Accepted | "fenced"> {
    return translating(async () => {
      try {
        return await this.#sql.begin((sql) => store(sql, advance, events, dead)) as Accepted;
      } catch (error) {
        if (error instanceof Fenced) return "fenced";
        throw error;
      }
    });
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

async function store(
  sql: SqlScope,
  advance: Advance,
  events: readonly CommerceEvent[],
  dead: readonly DeadLetter[],
): Promise<Accepted> {
  await movePosition(sql, advance);
  const users = events.flatMap((event) => (event.type === "user.registered" ? [event.user] : []));
  const products = events.flatMap((event) => (event.type === "product.listed" ? [event.product] : []));
  const orders = events.flatMap((event) => (event.type === "order.placed" ? [event.order] : []));
  const newUsers = await insertUsers(sql, users);
  const newProducts = await insertProducts(sql, products);
  const inserted = await insertOrders(sql, orders);
  await insertOutbox(sql, dead.map(deadLetterRecord));
  await addAtOnce(sql, inserted.noted);
  return {
    stored: newUsers + newProducts + inserted.stored,
    duplicates: users.length - newUsers + products.length - newProducts + inserted.duplicates,
    waiting: inserted.waiting,
  };
}

/** First in the transaction: the row's lock makes a second owner of the partition wait, and then find it moved. */
async function movePosition(sql: SqlScope, { group, topic, partition, from, to, lastRecordAt }: Advance) {
  const moved = await sql`
    update consumer_offsets
    set next_offset = ${to}, last_record_at = coalesce(${lastRecordAt}, last_record_at), updated_at = now()
    from (select ${sharingOrders(sql)}) as shared
    where consumer_group = ${group} and topic = ${topic} and partition = ${partition} and next_offset = ${from}`;
  if (moved.count === 0) throw new Fenced();
}
