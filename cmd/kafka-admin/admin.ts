import { KafkaBrokers } from "../../adapters/kafka/core/brokers.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { connectLog, type Log, openLog, requireKafkaReachable } from "../wiring/engines/kafka.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";

/** Engines of the actions, each opened at its first use. */
export interface Admin {
  readonly process: Process;
  readonly store: () => Promise<Sql>;
  readonly log: () => Promise<Log>;
  /** `null` if the log is embedded, without brokers. */
  readonly brokers: KafkaBrokers | null;
}

/** Throws `WrongSettings` if Kafka rejects the credentials. */
export async function openAdmin(process: Process): Promise<Admin> {
  const { config, log: logger } = process;
  if (config.kafka) await requireKafkaReachable(config.kafka);
  const store = once(async () => {
    const sql = await openDatabase(process, "kafka-admin");
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
  readonly partition?: string | undefined;
  readonly to?: string | undefined;
  readonly retry?: boolean | undefined;
  readonly mended?: string | undefined;
}

export interface Report {
  readonly json: unknown;
  readonly text: string;
}

export type Action = (admin: Admin, flags: Flags) => Promise<Report>;
