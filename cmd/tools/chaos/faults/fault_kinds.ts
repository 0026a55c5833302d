interface KindOfFault {
  readonly flag: string;
  readonly what: string;
  readonly perMinute: number;
  readonly downMs: readonly [number, number];
  /** Faults of one turn never overlap: a second broker may die only when the first is in sync. `null`: at any time. */
  readonly turn: string | null;
  /** Time reserved for one such fault, including recovery. */
  readonly ownMs: number;
  /** In a short run there is none of it, since it needs engines of its own. */
  readonly isRare?: boolean;
}

/** A freeze outlasts the session timeout (6 s): others own its partitions when it resumes with a batch in hand. */
export const FAULT_KINDS = {
  kill_process: {
    flag: "process-kills",
    what: "how often a process dies of kill -9",
    perMinute: 6,
    downMs: [200, 3_000],
    turn: null,
    ownMs: 4_000,
  },
  freeze_process: {
    flag: "process-freezes",
    what: "how often one is suspended until its group drops it, and then resumes",
    perMinute: 0.75,
    downMs: [9_000, 14_000],
    turn: "freezes",
    ownMs: 15_000,
  },
  jump_clock: {
    flag: "clock-jumps",
    what: "how often the clock of a process jumps, to and fro, by up to ten minutes",
    perMinute: 1,
    downMs: [5_000, 20_000],
    turn: "clocks",
    ownMs: 21_000,
  },
  kill_broker: {
    flag: "broker-kills",
    what: "how often a Kafka broker dies of kill -9",
    perMinute: 1.5,
    downMs: [3_000, 8_000],
    turn: "brokers",
    ownMs: 22_000,
  },
  stop_postgres: {
    flag: "postgres-stops",
    what: "how often Postgres is stopped in its own fast way",
    perMinute: 0.4,
    downMs: [4_000, 15_000],
    turn: "Postgres",
    ownMs: 23_000,
  },
  kill_postgres: {
    flag: "postgres-kills",
    what: "how often it crashes: kill -9 of all its processes, recovery from its log",
    perMinute: 0.4,
    downMs: [1_000, 8_000],
    turn: "Postgres",
    ownMs: 23_000,
  },
  flush_redis: {
    flag: "redis-flushes",
    what: "how often Redis forgets everything",
    perMinute: 0.75,
    downMs: [0, 0],
    turn: "Redis",
    ownMs: 5_000,
  },
  restart_redis: {
    flag: "redis-restarts",
    what: "how often Redis is unreachable and comes back empty",
    perMinute: 0.5,
    downMs: [1_000, 8_000],
    turn: "Redis",
    ownMs: 15_000,
  },
  kill_master: {
    flag: "master-kills",
    what: "how often a master of the Redis Cluster dies of kill -9",
    perMinute: 0.5,
    downMs: [4_000, 9_000],
    turn: "Redis Cluster",
    ownMs: 25_000,
  },
  lose_dynamodb: {
    flag: "dynamodb-outages",
    what: "how often DynamoDB refuses every connection",
    perMinute: 0.5,
    downMs: [3_000, 15_000],
    turn: "DynamoDB",
    ownMs: 20_000,
  },
  add_latency: {
    flag: "latencies",
    what: "how often an engine answers late, by up to a second",
    perMinute: 0.5,
    downMs: [5_000, 15_000],
    turn: "network",
    ownMs: 16_000,
  },
  cut_connections: {
    flag: "cuts",
    what: "how often the connections to an engine are reset, old ones and new ones",
    perMinute: 0.5,
    downMs: [3_000, 10_000],
    turn: "network",
    ownMs: 16_000,
  },
  half_open: {
    flag: "half-opens",
    what: "how often they stay open and nothing comes through any more",
    perMinute: 0.5,
    downMs: [5_000, 15_000],
    turn: "network",
    ownMs: 16_000,
  },
  fill_disk: {
    flag: "full-disks",
    what: "how often the disk of the data folder is full",
    perMinute: 0.5,
    downMs: [5_000, 12_000],
    turn: "data folder",
    ownMs: 25_000,
  },
  fail_over_postgres: {
    flag: "postgres-failovers",
    what: "how often the standby of Postgres takes over, the old one comes back as standby, and then the name moves",
    perMinute: 0.2,
    downMs: [3_000, 9_000],
    turn: "Postgres",
    ownMs: 40_000,
    isRare: true,
  },
  fail_over_redis: {
    flag: "redis-failovers",
    what: "how often the replica of Redis takes over, the old one becomes a replica, and then the name moves",
    perMinute: 0.3,
    downMs: [3_000, 9_000],
    turn: "Redis",
    ownMs: 16_000,
    isRare: true,
  },
  restart_pooler: {
    flag: "pooler-restarts",
    what: "how often the transaction pooler of half of the processes is away",
    perMinute: 0.3,
    downMs: [1_000, 6_000],
    turn: "pooler",
    ownMs: 12_000,
    isRare: true,
  },
  rotate_password: {
    flag: "password-rotations",
    what: "how often its password changes, and later the file that they read it from",
    perMinute: 0.2,
    downMs: [2_000, 10_000],
    turn: "pooler",
    ownMs: 18_000,
    isRare: true,
  },
  recreate_topic: {
    flag: "topic-recreations",
    what: "how often the topic of orders is deleted and made anew",
    perMinute: 0.1,
    downMs: [0, 0],
    turn: "brokers",
    ownMs: 30_000,
    isRare: true,
  },
  send_tiny_chunks: {
    flag: "tiny-chunk-floods",
    what: "how often bodies come in chunks of one byte",
    perMinute: 0.3,
    downMs: [5_000, 15_000],
    turn: "chunks",
    ownMs: 18_000,
    isRare: true,
  },
} as const satisfies Readonly<Record<string, KindOfFault>>;

export type FaultKind = keyof typeof FAULT_KINDS;

export const FAULT_KIND_NAMES = Object.keys(FAULT_KINDS) as FaultKind[];

/** Unless a flag says otherwise. */
export function usualCount(kind: FaultKind, minutes: number): number {
  const { perMinute, isRare = false }: KindOfFault = FAULT_KINDS[kind];
  return Math.max(isRare ? 0 : 1, Math.round(perMinute * minutes));
}

export type FaultCounts = Readonly<Record<FaultKind, number>>;

export function countsOf(count: (kind: FaultKind) => number): FaultCounts {
  return Object.fromEntries(FAULT_KIND_NAMES.map((kind) => [kind, count(kind)])) as Record<FaultKind, number>;
}
