import { PostgresInbox } from "../../adapters/postgres/inbox.ts";
import { groupLag } from "../../application/commerce/group_lag.ts";
import { streamNames } from "../wiring/names.ts";
import type { Admin, Report } from "./actions.ts";

/** Every consumer group with its members and how far it is behind. */
export async function listGroups({ process, sql, log }: Admin): Promise<Report> {
  const streams = Object.values(streamNames(process.config.prefix));
  const positions = await new PostgresInbox(sql).all();
  const groups = await Promise.all(streams.map(async (stream) => ({
    ...groupLag(stream, await log.inspector.ranges(stream.topic), positions, new Date()),
    members: await log.inspector.readers(stream.group),
  })));
  const lines = groups.map(({ group, topic, members, lag, lagSeconds }) =>
    `${group.padEnd(24)} ${topic.padEnd(16)} ${String(members).padStart(3)} members  lag ${String(lag).padStart(10)}` +
    (lagSeconds ? `  ${Math.round(lagSeconds)} s` : "")
  );
  return { json: { groups }, text: lines.join("\n") };
}
