import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import type { Accepted, Inbox } from "../../application/commerce/ports/inbox.ts";
import { type DeadLetter, deadLetterRecord } from "../../application/shared/dead_letter_record.ts";
import type { Advance, StoredPositions, StreamPosition } from "../../application/shared/stream_position.ts";
import type { Sql, SqlScope } from "./connect.ts";
import { insertOrders } from "./insert_orders.ts";
import { insertProducts, insertUsers } from "./insert_rows.ts";
import { addAtOnce, sharingOrders } from "./order_effects.ts";
import { insertOutbox } from "./outbox.ts";
import { allPositions, movePosition, readPosition, unlessFenced } from "./stream_positions.ts";
import { translating } from "./translate_errors.ts";

export class PostgresInbox implements Inbox, StoredPositions {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  position(at: StreamPosition): Promise<number> {
    return translating(() => readPosition(this.#sql, at));
  }

  accept(
    advance: Advance,
    events: readonly CommerceEvent[],
    dead: readonly DeadLetter[],
  ): Promise<Accepted | "fenced"> {
    return translating(() => unlessFenced(this.#sql.begin((sql) => store(sql, advance, events, dead))));
  }

  all(): ReturnType<StoredPositions["all"]> {
    return translating(() => allPositions(this.#sql));
  }
}

async function store(
  sql: SqlScope,
  advance: Advance,
  events: readonly CommerceEvent[],
  dead: readonly DeadLetter[],
): Promise<Accepted> {
  const users = events.flatMap((event) => (event.type === "user.registered" ? [event.user] : []));
  const products = events.flatMap((event) => (event.type === "product.listed" ? [event.product] : []));
  const orders = events.flatMap((event) => (event.type === "order.placed" ? [event.order] : []));
  // A batch without orders adds to no totals, and needs not wait for who changes them.
  await Promise.all([movePosition(sql, advance), orders.length > 0 && sql`select ${sharingOrders(sql)}`]);
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
