import { type UserId, userIdSchema } from "../../domain/commerce/user.ts";
import { possibleId } from "../../domain/shared/parse.ts";
import { accepted, refused, type Result } from "../../domain/shared/result.ts";
import { eraseEverywhere, type Erasure, type ErasureDeps } from "../shared/erasure.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

export type EraseUserDeps = ErasureDeps<UserId>;

interface UserErasureCertificate extends Erasure {
  /** SHA-256 of the user's id. */
  readonly userDigest: string;
}

/** Also of somebody who isn't stored: a registration may be on its way. Throws `Outage`: repeat the call. */
export async function eraseUser(
  deps: EraseUserDeps,
  id: string,
  at: Date,
): Promise<Result<UserErasureCertificate, Unknown<"unknown_user">>> {
  const userId = possibleId(userIdSchema, id);
  if (!userId) return refused(unknownThing("user", id, "erase the user"));
  return accepted({ userDigest: deps.digestOf(userId), ...await eraseEverywhere(deps, [userId], at) });
}
