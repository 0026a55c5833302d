import { type Command, JSON_REPORT_FLAG } from "../wiring/process/command_line.ts";

export const ADMIN_COMMAND = {
  name: "kafka-admin",
  usage: "ACTION [options] [--json]",
  description: `Shows topics, consumers and dead letters of Kafka or of the embedded log, and repairs them.`,
  words: {
    topics: "the shop's topics and how many records each holds",
    describe: "--topic T: partitions, leaders, copies in sync, settings",
    create: "--topic T [--partitions N] [--replicas N]: make a topic",
    groups: "[--group G] [--over SECONDS]: members, lag, pace, time to catch up; of one group each partition too",
    peek: "--topic T [--limit N] [--from-beginning] [--full]: the newest records, or the oldest",
    dlq: "--topic T [--full]: dead letters and why they are",
    redrive: "--topic T [--dry-run] [--mended FILE]: send dead letters again",
    outbox:
      `[--limit N] [--topic T --retry]: what is to be sent to each topic, and the records that the log refuses, with the
cause`,
    seek:
      `--topic T --partition P --to first|end|OFFSET: move a group's stored position, to pass over records or to read
them again`,
  },
  flags: {
    topic: { type: "string", value: "T", about: "the topic, such as orders or orders.dlq" },
    group: { type: "string", value: "G", about: "for groups: this one, with each partition" },
    partitions: { type: "string", value: "N", about: "for create (default KAFKA_PARTITIONS)" },
    replicas: { type: "string", value: "N", about: "for create (default KAFKA_REPLICAS)" },
    limit: { type: "string", value: "N", about: "for peek and outbox: so many records (default 10)" },
    over: { type: "string", value: "SECONDS", about: "for groups: how long the pace is measured (default 2)" },
    "from-beginning": { type: "boolean", about: "for peek: the oldest records" },
    "dry-run": { type: "boolean", about: "for redrive: say what would be sent" },
    full: { type: "boolean", about: "for peek and dlq: whole values, with personal data, which is masked otherwise" },
    partition: { type: "string", value: "P", about: "for seek" },
    to: { type: "string", value: "POSITION", about: "for seek: first, end or an offset" },
    retry: { type: "boolean", about: "for outbox: send the refused records of --topic again" },
    mended: {
      type: "string",
      value: "FILE",
      about: "for redrive: those in FILE alone, with the values that stand there",
    },
    json: JSON_REPORT_FLAG,
  },
  positionals: true,
  examples: [
    ["groups --over 5", "who is how far behind, and for how long"],
    ["redrive --topic orders --dry-run", "which dead letters would be sent again"],
  ],
} as const satisfies Command;
