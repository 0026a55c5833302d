import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { May, Stamps, Users } from "../../../application/commerce/ports/shop.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { ErasedUsers } from "./erased_users.ts";
import { removeUnlessOrdered } from "./remove_unless_ordered.ts";
import { USERS } from "./user_columns.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";

export class PostgresUsers implements Users {
  constructor(private readonly sql: Sql, private readonly erased: ErasedUsers = new ErasedUsers()) {}

  find(id: UserId): Promise<(User & Stamps) | null> {
    return mapPostgresErrors(() => USERS.find(this.sql, id));
  }

  add(user: User): ReturnType<Users["add"]> {
    return transaction(this.sql, async (sql) => {
      if (await this.#isErased(sql, user.userId)) return "erased";
      return await USERS.insertNew(sql, [user]) === 1 ? "added" : "exists";
    });
  }

  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null | "erased">;
  change(id: UserId, changes: UserChanges, may: May<User>): Promise<(User & Stamps) | null | "erased" | "refused">;
  change(
    id: UserId,
    changes: UserChanges,
    may?: May<User>,
  ): Promise<(User & Stamps) | null | "erased" | "refused"> {
    return transaction(this.sql, async (sql) => {
      return await this.#isErased(sql, id) ? "erased" : await USERS.change(sql, id, changes, may);
    });
  }

  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders"> {
    return mapPostgresErrors(() => removeUnlessOrdered(this.sql, USERS, id));
  }

  async #isErased(sql: SqlScope, id: UserId): Promise<boolean> {
    return (await this.erased.amongst(sql, [id], await this.erased.share(sql))).size > 0;
  }
}
