import type { Action } from "./admin.ts";
import { createTopic } from "./create_topic.ts";
import { describeTopic } from "./describe_topic.ts";
import { listDeadLetters } from "./list_dead_letters.ts";
import { listGroups } from "./list_groups.ts";
import { listOutbox } from "./list_outbox.ts";
import { listTopics } from "./list_topics.ts";
import { peek } from "./peek.ts";
import { redrive } from "./redrive.ts";
import { seek } from "./seek.ts";

export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["topics", listTopics],
  ["describe", describeTopic],
  ["create", createTopic],
  ["groups", listGroups],
  ["peek", peek],
  ["dlq", listDeadLetters],
  ["redrive", redrive],
  ["outbox", listOutbox],
  ["seek", seek],
]);

export const ADMIN_COMMAND = {
  name: "kafka-admin",
  usage: `ACTION [flags] [--json]

  topics                                      the shop's topics and how many records each holds
  describe --topic T                          partitions, leaders, copies in sync, settings
  create   --topic T [--partitions N] [--replicas N]
                                              makes a topic (default: KAFKA_PARTITIONS and KAFKA_REPLICAS)
  groups   [--group G] [--over SECONDS]       members, lag, pace over some seconds (default 2), time to catch up;
                                              of one group each partition too
  peek     --topic T [--limit N] [--from-beginning] [--full]
                                              the newest records (default 10), or the oldest; personal data is
                                              masked without --full
  dlq      --topic T [--full]                 dead letters and why they are
  redrive  --topic T [--dry-run] [--mended FILE]
                                              sends dead letters again, those in FILE with the values that stand there
  outbox   [--limit N] [--topic T --retry]    what is to be sent to each topic, and the records that the log refuses,
                                              with the cause; --retry sends those of a topic again
  seek     --topic T --partition P --to first|end|OFFSET
                                              moves a consumer's stored position, past a batch that can't be read or back

  --json   print one JSON document`,
  flags: {
    topic: { type: "string" },
    group: { type: "string" },
    partitions: { type: "string" },
    replicas: { type: "string" },
    limit: { type: "string" },
    over: { type: "string" },
    "from-beginning": { type: "boolean" },
    "dry-run": { type: "boolean" },
    full: { type: "boolean" },
    partition: { type: "string" },
    to: { type: "string" },
    retry: { type: "boolean" },
    mended: { type: "string" },
    json: { type: "boolean" },
  },
  positionals: true,
} as const;
