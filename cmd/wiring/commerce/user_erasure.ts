import { ErasedUsers } from "../../../adapters/postgres/commerce/erased_users.ts";
import { PostgresUserErasure } from "../../../adapters/postgres/commerce/user_erasure.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresMemberLinks } from "../../../adapters/postgres/identity/member_links.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import type { EraseUserDeps } from "../../../application/commerce/erase_user.ts";
import type { CachePools } from "../../../application/commerce/ports/cache.ts";
import { deadLetterTopic } from "../../../application/shared/dead_letter_record.ts";
import { withCleanPages } from "../engines/clean_pages.ts";
import { openErasureDigests } from "../engines/erasure_key.ts";
import type { Log } from "../engines/kafka.ts";
import { logStore } from "../engines/log_store.ts";
import { streamNames } from "../../../adapters/kafka/stream_names.ts";
import type { Process } from "../process/run_process.ts";

export function openErasedUsers({ config }: Process): ErasedUsers {
  return new ErasedUsers(openErasureDigests(config));
}

export function userErasure(
  { config }: Process,
  { sql, log, pools, erased }: {
    readonly sql: Sql;
    readonly log: Pick<Log, "forget">;
    readonly pools: Pick<CachePools, "removeUser">;
    readonly erased: ErasedUsers;
  },
): EraseUserDeps {
  const { users, orders } = streamNames(config.prefix);
  const dead = [users, orders].map(({ topic }) => deadLetterTopic(topic));
  const read = logStore(log, [users.topic, orders.topic], "read");
  const unread = logStore(log, dead);
  const deps: EraseUserDeps = {
    register: new PostgresUserErasure(sql, { erased, topics: [users.topic, ...dead] }),
    stores: [
      new PostgresMemberLinks(sql),
      {
        name: config.redis ? "Redis" : "Redis (in this process)",
        erase: async (user) => [{ place: "cache:users", records: await pools.removeUser(user) ? 1 : 0 }],
      },
      {
        name: read.name,
        erase: async (user, at) => [...await read.erase(user, at), ...await unread.erase(user, at)],
      },
    ],
    digestOf: sha256,
  };
  return withCleanPages(config, sql, deps, {
    always: ["users", "pending_orders", "order_deltas", "grading_due", "outbox", "webhook_outbox", "id_spellings"],
    ifChanged: { "orders, blanked": "orders" },
  });
}
