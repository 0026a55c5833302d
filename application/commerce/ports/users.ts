import type { User, UserId } from "../../../domain/commerce/user.ts";
import type { UserChanges } from "../../../domain/commerce/user_registration.ts";

/** When a row was really written and last changed, beside its business times. */
export interface Stamps {
  readonly createdDatetime: Date;
  readonly updatedDatetime: Date;
}

/** The shop's customers, read and written one at a time. All throw `Outage`, and `DataRefused` for what can't be stored. */
export interface Users {
  find(id: UserId): Promise<(User & Stamps) | null>;
  /** "exists" when the id is taken; nothing is changed then. */
  add(user: User): Promise<"added" | "exists">;
  /** The changed user, or `null` when there is none. */
  change(id: UserId, changes: UserChanges): Promise<(User & Stamps) | null>;
  /** "has_orders" when orders still name the user; nothing is changed then. */
  remove(id: UserId): Promise<"removed" | "unknown" | "has_orders">;
  /** Blanks what identifies the person in the user and in the user's orders; sales figures stay right. */
  anonymise(id: UserId): Promise<"anonymised" | "unknown">;
}
