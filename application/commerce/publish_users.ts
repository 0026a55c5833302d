import type { UserId } from "../../domain/commerce/user.ts";
import type { InvalidInput } from "../../domain/shared/parse.ts";
import type { Random } from "../../domain/shared/random.ts";
import { accepted, type Result } from "../../domain/shared/result.ts";
import { type DraftDeps, parseUserDrafts } from "./parse_drafts.ts";
import type { EventLog } from "./ports/event_log.ts";

interface PublishUsersDeps extends DraftDeps {
  readonly events: EventLog;
  readonly random: Random;
}

/**
 * Publishes new customers, all or none; they are stored when a consumer gets to them. Ids in the order of the drafts.
 *
 * An id that the shop knows already is no refusal here: the stored customer stays as it is. Throws `Outage`.
 */
export async function publishUsers(
  { events, ...deps }: PublishUsersDeps,
  drafts: readonly unknown[],
): Promise<Result<{ readonly ids: readonly UserId[] }, InvalidInput>> {
  const users = parseUserDrafts(deps, drafts);
  if (!users.ok) return users;
  await events.publish(users.value.map((user) => ({ type: "user.registered", user })));
  return accepted({ ids: users.value.map((user) => user.userId) });
}
