import { setImmediate } from "node:timers";
import { PostgresHistoryFigures } from "../../adapters/postgres/commerce/history_figures.ts";
import { PostgresHistoryStore } from "../../adapters/postgres/commerce/history_store.ts";
import { withRetry } from "../../adapters/system/with_retry.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import type { HistoryEngines } from "./run_history.ts";
import { openErasedUsers } from "../wiring/commerce/user_erasure.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import { openDatabase } from "../wiring/engines/postgres.ts";
import type { Process } from "../wiring/process/run_process.ts";

/** The embedded Postgres has no COPY. */
export async function wireHistory(process: Process): Promise<HistoryEngines> {
  const { config, log } = process;
  const sql = await openDatabase(process, "history", { bulk: true });
  const isServer = config.database.kind === "server";
  if (!isServer) await openMigrations(sql).up();
  return {
    store: new PostgresHistoryStore(sql, { copy: isServer, erased: openErasedUsers(process) }),
    figures: new PostgresHistoryFigures(sql),
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    withRetry: withRetry((error, attempt) => log.warn({ attempt, reason: reasonOf(error) }, "trying again")),
  };
}
