import type { Found, PersonalDataStore } from "../../../application/shared/erasure.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/** Links of customers to a member who leaves, ended after the member is gone. */
export class PostgresMemberLinks implements PersonalDataStore<string> {
  readonly name = "Postgres, customers";

  constructor(private readonly sql: Sql) {}

  erase(userId: string): Promise<readonly Found[]> {
    return mapPostgresErrors(async () => {
      const unlinked = await this.sql`update customers set user_id = null where user_id = ${userId}`;
      return [{ place: "customers, unlinked", records: unlinked.count }];
    });
  }
}
