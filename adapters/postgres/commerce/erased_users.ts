import { erasedUser, withoutPerson } from "../../../domain/commerce/erased_user.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { User, UserId } from "../../../domain/commerce/user.ts";
import { ErasureDigests } from "../../system/erasure_digests.ts";
import type { SqlScope } from "../core/connect.ts";
import { noteKey, requireSameKey } from "../core/erasure_key.ts";
import { sharingOrders } from "./order_deltas.ts";
import { USERS } from "./user_columns.ts";

/** Which kinds of digest the register holds: ids are looked up by no other kind. */
interface Kinds {
  readonly keyed: boolean;
  readonly bare: boolean;
}

interface Arrivals {
  readonly users: readonly User[];
  readonly orders: readonly Order[];
}

/** Ask it in a transaction, under the lock of `share`: an erasure then comes whole before or whole after. */
export class ErasedUsers {
  constructor(private readonly digests: ErasureDigests = new ErasureDigests()) {}

  /** Takes the lock and looks, in one round trip. */
  async share(sql: SqlScope): Promise<Kinds> {
    // Begun at once: of queries that are only awaited, the order is that of microtasks.
    const lock = sql`select ${sharingOrders(sql)}`.execute();
    const [, kinds] = await Promise.all([lock, this.kinds(sql)]);
    return kinds;
  }

  async kinds(sql: SqlScope): Promise<Kinds> {
    const [row] = await sql<(Kinds & { fingerprint: string | null })[]>`
      select exists (select from erased_users where keyed) as keyed,
        exists (select from erased_users where not keyed) as bare,
        (select encode(fingerprint, 'hex') from erasure_key) as fingerprint`;
    const { fingerprint, ...kinds } = row!;
    requireSameKey(this.digests, fingerprint);
    return kinds;
  }

  async amongst(sql: SqlScope, ids: Iterable<UserId>, { keyed, bare }: Kinds): Promise<ReadonlySet<UserId>> {
    const asked = new Map<string, UserId>();
    for (const id of keyed || bare ? new Set(ids) : []) {
      const under = keyed ? this.digests.keyed(id) : null;
      if (under) asked.set(under.toString("hex"), id);
      if (bare) asked.set(this.digests.bare(id).toString("hex"), id);
    }
    if (asked.size === 0) return new Set();
    const rows = await sql<{ digest: string }[]>`
      select encode(user_digest, 'hex') as digest from erased_users
      where user_digest in (
        select decode(digest, 'hex') from json_array_elements_text(${JSON.stringify([...asked.keys()])}::text::json)
          as asked(digest))`;
    return new Set(rows.map(({ digest }) => asked.get(digest)!));
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
  async add(sql: SqlScope, id: UserId, at: Date): Promise<Date> {
    await noteKey(sql, this.digests);
    await sql`
      insert into erased_users (user_digest, keyed, erased_at)
      values (${this.digests.of(id)}, ${this.digests.isKeyed}, ${at}) on conflict (user_digest) do nothing`;
    const [row] = await sql<{ at: Date }[]>`
      select min(erased_at) as at from erased_users where user_digest in (${this.digests.of(id)}, ${
      this.digests.bare(id)
    })`;
    return row!.at;
  }
}
