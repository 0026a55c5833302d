import { type User, type UserId, userSchema } from "../../../domain/commerce/user.ts";
import type { Stamps, Users } from "../../../application/commerce/ports/users.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";
import type { Sql } from "../core/connect.ts";
import { lockOrders } from "./order_deltas.ts";
import { insertUsers } from "./insert_rows.ts";
import { stampsFromRow, userFromRow, userToRow } from "./rows.ts";
import { nothingWhereReferenced, translating } from "../core/translate_errors.ts";

export class PostgresUsers implements Users {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(id: UserId): Promise<(User & Stamps) | null> {
    return translating(async () => {
      const [row] = await this.#sql`select * from users where user_id = ${id}`;
      return row ? { ...userFromRow(row), ...stampsFromRow(row) } : null;
    });
  }

  add(user: User): Promise<"added" | "exists"> {
    return translating(async () => (await insertUsers(this.#sql, [user])) === 1 ? "added" : "exists");
  }

  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null> {
    return translating(() =>
      this.#sql.begin(async (sql) => {
        const [row] = await sql`select * from users where user_id = ${id} for update`;
        if (!row) return null;
        const { created_at: _, last_ordered_at: __, ...columns } = userToRow(
          userSchema.parse({ ...userFromRow(row), ...changes }),
        );
        const [changed] = await sql`
          update users set ${sql(columns)}, updated_datetime = now() where user_id = ${id} returning *`;
        return { ...userFromRow(changed!), ...stampsFromRow(changed!) };
      })
    ) as Promise<(User & Stamps) | null>;
  }

  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders"> {
    return translating(async () => {
      const removed = await this.#sql`
        delete from users where user_id = ${id}
        and not exists (select from orders where user_id = ${id})
        and not exists (select from waiting_orders where user_id = ${id})`.catch(nothingWhereReferenced);
      if (removed.count > 0) return "removed";
      return (await this.#sql`select from users where user_id = ${id}`).count > 0 ? "has_orders" : "unknown";
    });
  }

  anonymise(id: UserId): Promise<"anonymised" | "unknown"> {
    return translating(() =>
      this.#sql.begin(async (sql) => {
        // Changing an order locks it and then its user, the other way round than here.
        await lockOrders(sql);
        const blanked = await sql`
          update users set name = '-', gender = null, age = null, birth_year = null, address = '',
            address_district = '', email = null, marketing_agree = 'false', last_login_at = null,
            status = 'DORMANT', updated_datetime = now()
          where user_id = ${id}`;
        if (blanked.count === 0) return "unknown" as const;
        await sql`
          update orders set user_name = '-', user_region = null, user_gender = null, user_age_group = null,
            selection = null, updated_datetime = now()
          where user_id = ${id}`;
        await sql`
          update waiting_orders set payload = payload || '{"user_name": "-", "user_region": null, "user_gender": null,
            "user_age_group": null, "selection": null}'
          where user_id = ${id}`;
        return "anonymised" as const;
      })
    ) as Promise<"anonymised" | "unknown">;
  }
}
