import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { Stamps, Users } from "../../../application/commerce/ports/users.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";
import type { Sql } from "../core/connect.ts";
import { lockOrders } from "./order_deltas.ts";
import { removeUnlessOrdered } from "./remove_unless_ordered.ts";
import { USERS } from "./user_columns.ts";
import { translating } from "../core/translate_errors.ts";

export class PostgresUsers implements Users {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  find(id: UserId): Promise<(User & Stamps) | null> {
    return translating(() => USERS.find(this.#sql, id));
  }

  add(user: User): Promise<"added" | "exists"> {
    return translating(async () => (await USERS.insertNew(this.#sql, [user])) === 1 ? "added" : "exists");
  }

  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null> {
    return translating(() => this.#sql.begin((sql) => USERS.change(sql, id, changes))) as Promise<
      (User & Stamps) | null
    >;
  }

  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders"> {
    return translating(() => removeUnlessOrdered(this.#sql, USERS, id));
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
