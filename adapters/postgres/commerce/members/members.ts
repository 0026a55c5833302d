import type { Sql } from "../../core/connect.ts";
import { mapPostgresErrors } from "../../core/map_errors.ts";

/** Guests and whoever was erased are no members. */
export class PostgresMembers {
  constructor(private readonly sql: Sql) {}

  /** The lock waits for a removal or an erasure that is under way. */
  has(userId: string): Promise<boolean> {
    return mapPostgresErrors(async () =>
      (await this.sql`select from users where user_id = ${userId} and not is_guest for share`).count === 1
    );
  }
}
