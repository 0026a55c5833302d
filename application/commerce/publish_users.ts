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
 * Publishes new customers, all or none; returns their ids in order. A consumer stores them later. A known id is
 * accepted, but the stored customer stays unchanged. Throws `Outage`.
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
