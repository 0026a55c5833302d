import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { Accepted, Inbox } from "../../../application/commerce/ports/stream.ts";
import type { DeadLetter } from "../../../application/shared/dead_letter_record.ts";
import type { OffsetAdvance, StoredPosition, StreamPosition } from "../../../application/shared/stream_position.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { copyNewOrders, isComplete } from "./copy_new_orders.ts";
import { ErasedUsers } from "./erased_users.ts";
import { insertOrders } from "./insert_orders.ts";
import { resendOrders } from "./resend_orders.ts";
import { PRODUCTS } from "./product_columns.ts";
import { USERS } from "./user_columns.ts";
import { NotCopied } from "../core/not_copied.ts";
import { applyAtOnce, AT_ONCE } from "./order_deltas.ts";
import { insertDeadLetters } from "../core/dead_letters.ts";
import { movePosition, readPosition } from "./stream_positions.ts";
import { mapPostgresErrors, Rollback, transaction, unmappedTransaction } from "../core/map_errors.ts";

interface InboxOptions {
  /** Never by default: the embedded database takes no COPY. */
  readonly copyAbove?: number;
  readonly erased?: ErasedUsers;
}

/** From here on COPY is worth its round trip. */
export const WORTH_COPYING = AT_ONCE;

/** After a refused COPY the next few often fail too. */
const INSERTS_AFTER_REFUSED_COPY = 20;

export class PostgresInbox implements Inbox {
  readonly #sql: Sql;
  readonly #copyAbove: number;
  readonly #erased: ErasedUsers;
  #insertsLeft = 0;

  constructor(sql: Sql, { copyAbove = Infinity, erased = new ErasedUsers() }: InboxOptions = {}) {
    this.#sql = sql;
    this.#copyAbove = copyAbove;
    this.#erased = erased;
  }

  position(at: StreamPosition): Promise<StoredPosition> {
    return mapPostgresErrors(() => readPosition(this.#sql, at));
  }

  probe(event: CommerceEvent): Promise<"stored" | "set aside"> {
    return transaction<"stored" | "set aside">(this.#sql, async (sql) => {
      const sorted = sortOut([event], Infinity);
      const kinds = await shareRegister(sql, this.#erased, sorted);
      const { inserts } = await storeRows(sql, await withhold(sql, this.#erased, sorted, kinds));
      throw new Rollback(inserts.pending > 0 ? "set aside" : "stored");
    });
  }

  accept(
    advance: OffsetAdvance,
    events: readonly CommerceEvent[],
    dead: readonly DeadLetter[],
  ): Promise<Accepted | "fenced"> {
    return mapPostgresErrors(async () => {
      const accept = (copyAbove: number) =>
        unmappedTransaction<Accepted | "fenced">(
          this.#sql,
          (sql) => store(sql, advance, this.#erased, { events, copyAbove, dead }),
        );
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
  register: ErasedUsers,
  { events, copyAbove, dead }: {
    readonly events: readonly CommerceEvent[];
    readonly copyAbove: number;
    readonly dead: readonly DeadLetter[];
  },
): Promise<Accepted> {
  const sorted = sortOut(events, copyAbove);
  const { users, products } = sorted;
  const orders = sorted.copied.length + sorted.inserted.length;
  const [, kinds] = await Promise.all([movePosition(sql, advance), shareRegister(sql, register, sorted)]);
  const { erased, ...admitted } = await withhold(sql, register, sorted, kinds);
  const { inserted } = admitted;
  const { newUsers, newProducts, copies, inserts } = await storeRows(sql, admitted);
  // Before what is taken back, whose deltas come after these.
  if (orders <= AT_ONCE) await applyAtOnce(sql, copies.stored + inserts.stored);
  const resent = inserts.duplicates > 0 ? await resendOrders(sql, inserted) : { changed: 0, conflicts: [] };
  await insertDeadLetters(sql, dead);
  return {
    stored: newUsers + newProducts + copies.stored + inserts.stored,
    duplicates: users.length - newUsers + products.length - newProducts + inserts.duplicates,
    pending: inserts.pending,
    ...(resent.changed > 0 ? { changed: resent.changed } : {}),
    ...(resent.conflicts.length > 0 ? { conflicts: resent.conflicts } : {}),
    ...(erased.length > 0 ? { erased } : {}),
  };
}

type ErasedKinds = Awaited<ReturnType<ErasedUsers["kinds"]>>;

/** `null` for products alone, which need no lock. */
async function shareRegister(
  sql: SqlScope,
  register: ErasedUsers,
  { users, copied, inserted }: Sorted,
): Promise<ErasedKinds | null> {
  return users.length + copied.length + inserted.length > 0 ? await register.share(sql) : null;
}

async function withhold(
  sql: SqlScope,
  register: ErasedUsers,
  sorted: Sorted,
  kinds: ErasedKinds | null,
): Promise<Sorted & { readonly erased: readonly UserId[] }> {
  if (kinds === null) return { ...sorted, erased: [] };
  const { users, copied, inserted, ...rest } = sorted;
  const admitted = await register.withhold(sql, { users, orders: [...copied, ...inserted] }, kinds);
  return {
    ...rest,
    users: admitted.users,
    copied: admitted.orders.slice(0, copied.length),
    inserted: admitted.orders.slice(copied.length),
    erased: admitted.erased,
  };
}

async function storeRows(sql: SqlScope, { users, products, copied, inserted }: Sorted) {
  const newUsers = await USERS.insertNew(sql, users);
  const newProducts = await PRODUCTS.insertNew(sql, products);
  const copies = await copyNewOrders(sql, copied);
  return { newUsers, newProducts, copies, inserts: await insertOrders(sql, inserted) };
}
