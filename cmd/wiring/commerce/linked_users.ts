import type { ErasedUsers } from "../../../adapters/postgres/commerce/erased_users.ts";
import { PostgresUsers } from "../../../adapters/postgres/commerce/users.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresMemberLinks } from "../../../adapters/postgres/identity/member_links.ts";
import type { UserId } from "../../../domain/commerce/user.ts";

/** A member who is removed is linked to no customer any more. */
export class LinkedUsers extends PostgresUsers {
  readonly #links: PostgresMemberLinks;

  constructor(sql: Sql, erased: ErasedUsers) {
    super(sql, erased);
    this.#links = new PostgresMemberLinks(sql);
  }

  override async remove(id: UserId): ReturnType<PostgresUsers["remove"]> {
    const outcome = await super.remove(id);
    if (outcome === "removed") await this.#links.erase(id);
    return outcome;
  }
}
