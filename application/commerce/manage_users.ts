import { type User, userIdSchema } from "../../domain/commerce/user.ts";
import { parseUserChanges } from "../../domain/commerce/user_registration.ts";
import { type InvalidInput, possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import type { May, Stamps, Users } from "./ports/shop.ts";
import {
  type Erased,
  erasedId,
  type Exists,
  type HasOrders,
  type Outdated,
  outdated,
  stillOrdered,
  takenId,
} from "./refusals.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface ManageUsersDeps {
  readonly users: Users;
  readonly clock: () => Date;
}

/** Timestamps are missing only if the customer was removed concurrently. */
export async function createUser(
  { users }: Pick<ManageUsersDeps, "users">,
  user: User,
): Promise<Result<User & Partial<Stamps>, Exists<"user_exists"> | Erased>> {
  const outcome = await users.add(user);
  if (outcome === "erased") return refused(erasedId(user.userId));
  if (outcome === "exists") return refused(takenId("user", user.userId));
  return accepted(await users.find(user.userId) ?? user);
}

export async function readUser(
  { users }: Pick<ManageUsersDeps, "users">,
  id: string,
): Promise<Result<User & Stamps, Unknown<"unknown_user">>> {
  const userId = possibleId(userIdSchema, id);
  const user = userId && await users.find(userId);
  return user ? accepted(user) : refused(unknownThing("user", id, "read the user"));
}

export async function changeUser(
  { users, clock }: Pick<ManageUsersDeps, "users" | "clock">,
  id: string,
  raw: unknown,
  isCurrent: May<User> = () => true,
): Promise<Result<User & Stamps, InvalidInput | Unknown<"unknown_user"> | Erased | Outdated>> {
  const changes = parseUserChanges(raw, { now: clock() });
  if (!changes.ok) return changes;
  const userId = possibleId(userIdSchema, id);
  const user = userId && await users.change(userId, changes.value, isCurrent);
  if (user === "refused") return refused(outdated("user", id));
  if (user === "erased") return refused(erasedId(id));
  return user ? accepted(user) : refused(unknownThing("user", id, "change the user"));
}

/** Refused for a customer with orders: see `eraseUser`. */
export async function removeUser(
  { users }: Pick<ManageUsersDeps, "users">,
  id: string,
): Promise<Result<{ readonly userId: string }, Unknown<"unknown_user"> | HasOrders<"user_has_orders">>> {
  const userId = possibleId(userIdSchema, id);
  const outcome = userId ? await users.remove(userId) : "unknown";
  if (outcome === "unknown") return refused(unknownThing("user", id, "remove the user"));
  if (outcome === "has_orders") return refused(stillOrdered("user", id));
  return accepted({ userId: id });
}
