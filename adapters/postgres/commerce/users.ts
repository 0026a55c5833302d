import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { Stamps, Users } from "../../../application/commerce/ports/shop.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";
import type { Sql } from "../core/connect.ts";
import { lockOrders } from "./order_deltas.ts";
import { removeUnlessOrdered } from "./remove_unless_ordered.ts";
import { USERS } from "./user_columns.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresUsers implements Users {
  constructor(private readonly sql: Sql) {}

  find(id: UserId): Promise<(User & Stamps) | null> {
    return mapPostgresErrors(() => USERS.find(this.sql, id));
  }

  add(user: User): Promise<"added" | "exists"> {
    return mapPostgresErrors(async () => (await USERS.insertNew(this.sql, [user])) === 1 ? "added" : "exists");
  }

  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null> {
    return transaction(this.sql, (sql) => USERS.change(sql, id, changes));
  }

  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders"> {
    return mapPostgresErrors(() => removeUnlessOrdered(this.sql, USERS, id));
  }

  anonymise(id: UserId): Promise<"anonymised" | "unknown"> {
    return transaction(this.sql, async (sql) => {
      // The lock order of changing an order is the opposite.
      await lockOrders(sql);
      const blanked = await sql`
          update users set name = '-', gender = null, age = null, birth_year = null, address = '',
            address_district = '', email = null, marketing_agree = 'false', last_login_at = null,
            status = 'DORMANT', updated_datetime = now()
          where user_id = ${id}`;
      if (blanked.count === 0) return "unknown";
      await sql`
          update orders set user_name = '-', user_region = null, user_gender = null, user_age_group = null,
            selection = null, updated_datetime = now()
          where user_id = ${id}`;
      await sql`
          update pending_orders set payload = payload || '{"user_name": "-", "user_region": null, "user_gender": null,
            "user_age_group": null, "selection": null}'
          where user_id = ${id}`;
      return "anonymised";
    });
  }
}
