import { KafkaBrokers } from "../../adapters/kafka/core/brokers.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { connectLog, type Log, openLog, requireKafkaReachable } from "../wiring/engines/kafka.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import { openStore } from "../wiring/engines/postgres.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** What actions work on. Each engine is opened by the first action that asks for it. */
export interface Admin {
  readonly process: Process;
  /** Where the consumers keep how far they have stored. */
  readonly store: () => Promise<Sql>;
  readonly log: () => Promise<Log>;
  /** `null` where the log is in a process of its own, without brokers. */
  readonly brokers: KafkaBrokers | null;
}

/** Throws `WrongSettings` if Kafka rejects these settings. */
export async function openAdmin(process: Process): Promise<Admin> {
  const { config, log: logger } = process;
  if (config.kafka) await requireKafkaReachable(config.kafka);
  const store = once(async () => {
    // Without Kafka the log stands in the data folder too, which one process at a time may work on.
    const sql = await openStore(process, "kafka-admin", { exclusive: config.kafka === null });
    if (config.database.kind === "embedded" && config.kafka === null) await openMigrations(sql).up();
    return sql;
  });
  const log = once(async () => {
    if (config.kafka === null && config.database.kind === "embedded") await store();
    return await openLog(process, { createTopics: false });
  });
  const brokers = config.kafka &&
    new KafkaBrokers(
      connectLog(
        config.kafka,
        (level, message) => logger[level === "error" ? "warn" : "debug"]({ engine: "kafka" }, message),
      ),
    );
  return { process, store, log, brokers };
}

/** The brokers, for actions that only they can carry out. */
export function requireBrokers({ brokers }: Admin, action: string): KafkaBrokers {
  if (brokers) return brokers;
  throw new WrongSettings([`KAFKA_BROKERS is not set: ${action} is about brokers, and the log in the folder has none`]);
}

function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => opened ??= open();
}

export interface Flags {
  readonly topic?: string | undefined;
  readonly group?: string | undefined;
  readonly partitions?: string | undefined;
  readonly replicas?: string | undefined;
  readonly limit?: string | undefined;
  readonly over?: string | undefined;
  readonly "from-beginning"?: boolean | undefined;
  readonly "dry-run"?: boolean | undefined;
  readonly full?: boolean | undefined;
  readonly mended?: string | undefined;
}

/** The same findings for a person and for a program. */
export interface Report {
  readonly json: unknown;
  readonly text: string;
}

export type Action = (admin: Admin, flags: Flags) => Promise<Report>;
