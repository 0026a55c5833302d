import { erasedUser, withoutPerson } from "../../../domain/commerce/erased_user.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { SqlScope } from "../core/connect.ts";
import { ErasedDigests, type Kinds } from "../core/erased_digests.ts";
import { sharingOrders } from "./order_deltas.ts";
import { USERS } from "./user_columns.ts";

interface Arrivals {
  readonly users: readonly User[];
  readonly orders: readonly Order[];
}

/** Ask it in a transaction, under the lock of `share`: an erasure then comes whole before or whole after. */
export class ErasedUsers {
  private readonly register: ErasedDigests<UserId>;

  constructor(digests: ErasureDigests = new ErasureDigests()) {
    this.register = new ErasedDigests(digests, { table: "erased_users", column: "user_digest" });
  }

  /** Takes the lock and looks, in one round trip. */
  async share(sql: SqlScope): Promise<Kinds> {
    // Begun at once: of queries that are only awaited, the order is that of microtasks.
    const lock = sql`select ${sharingOrders(sql)}`.execute();
    const [, kinds] = await Promise.all([lock, this.kinds(sql)]);
    return kinds;
  }

  kinds(sql: SqlScope): Promise<Kinds> {
    return this.register.kinds(sql);
  }

  async amongst(sql: SqlScope, ids: Iterable<UserId>, kinds: Kinds): Promise<ReadonlySet<UserId>> {
    return new Set((await this.register.amongst(sql, ids, kinds)).keys());
  }

  /** Leaves out erased users; their orders lose personal data, and refer to a blank user that is stored here. */
  async withhold(
    sql: SqlScope,
    { users, orders }: Arrivals,
    kinds: Kinds,
  ): Promise<Arrivals & { readonly erased: readonly UserId[] }> {
    const ids = [...users, ...orders].map(({ userId }) => userId);
    const erased = await this.amongst(sql, ids, kinds);
    if (erased.size === 0) return { users, orders, erased: [] };
    const theirs = orders.filter(({ userId }) => erased.has(userId));
    await USERS.insertNew(sql, theirs.map(({ userId, createdAt }) => erasedUser(userId, createdAt)));
    return {
      users: users.filter(({ userId }) => !erased.has(userId)),
      orders: orders.map((order) => erased.has(order.userId) ? withoutPerson(order) : order),
      erased: [...erased],
    };
  }

  /** Returns when the user was erased first. */
  add(sql: SqlScope, id: UserId, at: Date): Promise<Date> {
    return this.register.add(sql, [id], at);
  }
}
