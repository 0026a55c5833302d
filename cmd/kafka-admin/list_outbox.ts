import { PostgresOutboxAdmin } from "../../adapters/postgres/core/outbox_admin.ts";
import { numberFlag } from "../wiring/config/flags.ts";
import { count, table } from "../wiring/process/table.ts";
import type { Admin, Flags, Report } from "./admin.ts";
import { anyTopic } from "./named_topic.ts";

const DEFAULT_LIMIT = 10;

/** What is to be sent and what the log refused. With `--retry`, the parked records of `--topic` are sent again. */
export async function listOutbox(admin: Admin, flags: Flags): Promise<Report> {
  const limit = numberFlag("limit", flags.limit, { from: 1, to: 10_000 }, DEFAULT_LIMIT);
  const topic = flags.retry ? anyTopic(admin, flags) : null;
  const outbox = new PostgresOutboxAdmin(await admin.store());
  const retried = topic === null ? 0 : await outbox.retry(topic);
  const [topics, parked] = await Promise.all([outbox.states(), outbox.parked(limit)]);
  const lines = [
    ...(topic === null ? [] : [`${count(retried)} parked records of ${topic} are sent again.`]),
    topics.length === 0 ? "The outbox is empty." : table(
      [{ title: "topic" }, { title: "waiting", right: true }, { title: "oldest" }, { title: "parked", right: true }],
      topics.map((row) => [row.topic, count(row.waiting), row.oldestAt?.toISOString() ?? "-", count(row.parked)]),
    ),
    ...(parked.length === 0 ? [] : [table(
      [{ title: "parked", right: true }, { title: "topic" }, { title: "at" }, { title: "cause" }],
      parked.map(({ id, topic, parkedAt, cause }) => [String(id), topic, parkedAt.toISOString(), cause]),
    )]),
  ];
  return {
    // Keys may be personal data.
    json: { topics, parked: parked.map(({ key: _, ...shown }) => shown), ...(topic === null ? {} : { retried }) },
    text: lines.join("\n\n"),
  };
}
