import type { ErasureRegister } from "../../../application/shared/erasure.ts";
import { erasedUser } from "../../../domain/commerce/erased_user.ts";
import type { UserId } from "../../../domain/commerce/user.ts";
import { ANSWERS_GONE_AFTER_MS } from "../../../application/shared/idempotent_answers.ts";
import type { Sql } from "../core/connect.ts";
import { transaction } from "../core/map_errors.ts";
import { forgetTold } from "../core/webhook_events.ts";
import { ErasedUsers } from "./erased_users.ts";
import { lockOrders } from "./order_deltas.ts";
import { USERS } from "./user_columns.ts";

type Begun = Awaited<ReturnType<ErasureRegister<UserId>["begin"]>>;

interface UserErasureOptions {
  readonly erased?: ErasedUsers;
  /** Whose dead letters may wait in the outbox, by the user's id. */
  readonly topics?: readonly string[];
}

/**
 * Registers and erases in one transaction. Where orders name the user, the row and the orders stay, blanked: the books
 * keep amounts and the id, of somebody who is no member any more.
 */
export class PostgresUserErasure implements ErasureRegister<UserId> {
  readonly name = "Postgres";
  readonly #sql: Sql;
  readonly #erased: ErasedUsers;
  readonly #topics: readonly string[];

  constructor(sql: Sql, { erased = new ErasedUsers(), topics = [] }: UserErasureOptions = {}) {
    this.#sql = sql;
    this.#erased = erased;
    this.#topics = topics;
  }

  begin(user: UserId, at: Date): Promise<Begun> {
    return transaction(this.#sql, async (sql) => {
      // The lock order of changing an order is the opposite.
      await lockOrders(sql);
      const erasedAt = await this.#erased.add(sql, user, at);
      const orders = await sql`
        update orders set user_name = '-', user_region = null, user_gender = null, user_age_group = null,
          selection = null, updated_datetime = now()
        where user_id = ${user} and (user_name is distinct from '-' or user_region is not null or user_gender is not null
          or user_age_group is not null or selection is not null)`;
      const pending = await sql`
        update pending_orders set payload = payload || ${NOBODY}::text::jsonb
        where user_id = ${user} and not payload @> ${NOBODY}::text::jsonb`;
      const [named] = await sql<{ at: Date | null }[]>`
        select coalesce((select min(created_at) from orders where user_id = ${user}),
          (select min((payload->>'created_at')::timestamptz) from pending_orders where user_id = ${user})) as at`;
      // Before the row of the user, which would take them with it uncounted.
      const graded = await sql`delete from grade_changes where user_id = ${user}`;
      let users: number;
      if (named!.at === null) {
        users = (await sql`delete from users where user_id = ${user}`).count;
      } else {
        users = (await sql`
          update users set name = '-', gender = null, age = null, birth_year = null, address = '',
            address_district = '', email = null, marketing_agree = 'false', last_login_at = null,
            status = 'DORMANT', is_guest = true, updated_datetime = now()
          where user_id = ${user} and (name <> '-' or gender is not null or age is not null or birth_year is not null
            or address <> '' or email is not null or last_login_at is not null or not is_guest)`).count;
        await USERS.insertNew(sql, [erasedUser(user, named!.at)]);
      }
      const waiting = await sql`
        delete from outbox where topic = any (${[...this.#topics]}::text[]) and key = convert_to(${user}, 'UTF8')`;
      const told = await forgetTold(sql, "user", user);
      const spellings = await sql`delete from id_spellings where kind = 'user' and id = ${user} and not open`;
      return {
        erasedAt,
        found: [
          { place: "users", records: users },
          { place: "orders, blanked", records: orders.count },
          { place: "pending_orders, blanked", records: pending.count },
          { place: "grade_changes", records: graded.count },
          { place: "outbox", records: waiting.count },
          { place: "webhook_outbox", records: told },
          { place: "id_spellings", records: spellings.count },
          { place: "idempotent_answers", records: null, goneBy: new Date(erasedAt.getTime() + ANSWERS_GONE_AFTER_MS) },
        ],
      };
    });
  }
}

const NOBODY = JSON.stringify({
  user_name: "-",
  user_region: null,
  user_gender: null,
  user_age_group: null,
  selection: null,
});
