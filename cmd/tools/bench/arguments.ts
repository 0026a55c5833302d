import { type CommandLine, JSON_REPORT_FLAG } from "../../wiring/process/command_line.ts";

const BENCH_SUMMARIES = {
  history: "a history with all it takes, against COPY of the same rows into the same table (needs a Postgres server)",
  sink: "orders from Kafka into Postgres, exactly once, against COPY of the same rows (needs Postgres and Kafka)",
  keys: "what the time that a wrong key takes says of the right one",
  produce: "orders acknowledged by all brokers, against the same bytes through plain kafkajs (needs Kafka)",
  pools: "a refresh of both pools in shops of several sizes, against the two bare queries (needs Postgres and Redis)",
  lookup: "a random customer from the pool against HGET and three ways in Postgres (needs Postgres and Redis)",
  grades: "a run over the grades after 2 % of the customers ordered, against one bare aggregate (needs Postgres)",
  report: "a report from the cache against computing it and against a bare GET; a stampede (needs Postgres and Redis)",
  search: "the search in 100,000 passages beside the exact scan, with a filter and without (needs a Postgres server)",
  split: "one database into three, against pg_dump | psql of the same tables (needs a Postgres server and pg_dump)",
  start: "`start` on an empty folder and on an existing one until an order is stored, against Deno's own start",
  identity: "a detection until its answer and until its event is stored, beside pgbench",
  "kafka-comparison":
    "the guide's: orders straight into Postgres against through Kafka, look-ups in Postgres against Redis",
  scale:
    "consumers 1, 3, 9 and shops of 10 k, 1 M, 5 M customers, with the curves as a picture (needs Postgres, Redis, Kafka)",
  all: "each of these whose figures are rows of one table, one after the other",
} as const;

export type BenchName = keyof typeof BENCH_SUMMARIES;

export const BENCH_COMMAND = {
  name: "bench",
  usage: "NAME [options]",
  description:
    `Measures one part, each figure beside the limit that the machine sets: round after round in turns, the median with
the lowest and the highest. It works on databases, topics and keys of its own, and removes them.`,
  words: BENCH_SUMMARIES,
  flags: {
    rounds: { type: "string", value: "N", about: "how many rounds, 1 to 100 (default 5)" },
    processes: { type: "string", value: "N", about: "for report and scale: so many processes at once" },
    orders: { type: "string", value: "N", about: "so many orders a round (default: the bench's own)" },
    users: { type: "string", value: "N", about: "for kafka-comparison: customers to look up (default 20000)" },
    customers: {
      type: "string",
      value: "N,N",
      about: "for identity, pools and scale: shops of these sizes, up to four (default: the bench's own)",
    },
    rate: { type: "string", value: "N", about: "for identity: detections a second (default 200)" },
    seconds: { type: "string", value: "N", about: "for identity: so long a round (default 6)" },
    out: { type: "string", value: "FILE", about: "for scale: where the curves are drawn, such as docs/scale.svg" },
    "peer-sink": {
      type: "string",
      value: "PATH",
      about: "for sink: beside this program, which gets BROKERS, TOPIC, GROUP and PGURL and fills the table orders",
    },
    json: JSON_REPORT_FLAG,
  },
  positionals: true,
  examples: [
    ["start --rounds 3", "how long until the first order is stored"],
    ["sink --orders 300000 --json", "orders from Kafka into Postgres, as JSON"],
  ],
} as const satisfies CommandLine;
