import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { Accepted, Inbox } from "../../../application/commerce/ports/inbox.ts";
import { type DeadLetter, deadLetterRecord } from "../../../application/shared/dead_letter_record.ts";
import type { OffsetAdvance, StreamPosition } from "../../../application/shared/stream_position.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { copyNewOrders, isComplete } from "./copy_new_orders.ts";
import { insertOrders } from "./insert_orders.ts";
import { insertProducts, insertUsers } from "./insert_rows.ts";
import { NotCopied } from "../core/not_copied.ts";
import { applyAtOnce, AT_ONCE, sharingOrders } from "./order_deltas.ts";
import { insertOutbox } from "../core/outbox.ts";
import { movePosition, readPosition, unlessFenced } from "./stream_positions.ts";
import { translating } from "../core/translate_errors.ts";

interface InboxOptions {
  /** Batches of more orders than this are stored by COPY. Never unless told: the embedded database takes no COPY. */
  readonly copyAbove?: number;
}

/** Where COPY begins to be worth its own round trip; fewer orders add to the totals at once. */
export const WORTH_COPYING = AT_ONCE;

/** Where one batch could not be copied, the next few often can't either: a log that is read again, users that are late. */
const INSERTS_AFTER_REFUSED_COPY = 20;

export class PostgresInbox implements Inbox {
  readonly #sql: Sql;
  readonly #copyAbove: number;
  #insertsLeft = 0;

  constructor(sql: Sql, { copyAbove = Infinity }: InboxOptions = {}) {
    this.#sql = sql;
    this.#copyAbove = copyAbove;
  }

  position(at: StreamPosition): Promise<number> {
    return translating(() => readPosition(this.#sql, at));
  }

  accept(
    advance: OffsetAdvance,
    events: readonly CommerceEvent[],
    dead: readonly DeadLetter[],
  ): Promise<Accepted | "fenced"> {
    return translating(async () => {
      const accept = (copyAbove: number) =>
        unlessFenced(this.#sql.begin((sql) => store(sql, advance, sortOut(events, copyAbove), dead)));
      if (this.#insertsLeft > 0) {
        this.#insertsLeft--;
        return await accept(Infinity);
      }
      try {
        return await accept(this.#copyAbove);
      } catch (error) {
        if (!(error instanceof NotCopied)) throw error;
        this.#insertsLeft = INSERTS_AFTER_REFUSED_COPY;
        return await accept(Infinity);
      }
    });
  }
}

/** What a batch holds, by the way it is stored. */
interface Sorted {
  readonly users: readonly User[];
  readonly products: readonly Product[];
  readonly copied: readonly Order[];
  readonly inserted: readonly Order[];
}

function sortOut(events: readonly CommerceEvent[], copyAbove: number): Sorted {
  const users = events.flatMap((event) => (event.type === "user.registered" ? [event.user] : []));
  const products = events.flatMap((event) => (event.type === "product.listed" ? [event.product] : []));
  const orders = events.flatMap((event) => (event.type === "order.placed" ? [event.order] : []));
  if (orders.length <= copyAbove) return { users, products, copied: [], inserted: orders };
  const { copied = [], inserted = [] } = Object.groupBy(orders, (order) => isComplete(order) ? "copied" : "inserted");
  return { users, products, copied, inserted };
}

async function store(
  sql: SqlScope,
  advance: OffsetAdvance,
  { users, products, copied, inserted }: Sorted,
  dead: readonly DeadLetter[],
): Promise<Accepted> {
  const orders = copied.length + inserted.length;
  // A batch without orders adds to no totals, and needs not wait for who changes them.
  await Promise.all([movePosition(sql, advance), orders > 0 && sql`select ${sharingOrders(sql)}`]);
  const newUsers = await insertUsers(sql, users);
  const newProducts = await insertProducts(sql, products);
  const copies = await copyNewOrders(sql, copied);
  const { stored, duplicates, waiting, delta } = await insertOrders(sql, inserted);
  await insertOutbox(sql, dead.map(deadLetterRecord));
  // Beside many others, the totals of a few are better left to be added with theirs.
  if (orders <= AT_ONCE) { for (const small of [copies.delta, delta]) await applyAtOnce(sql, small); }
  return {
    stored: newUsers + newProducts + copies.stored + stored,
    duplicates: users.length - newUsers + products.length - newProducts + duplicates,
    waiting,
  };
}
