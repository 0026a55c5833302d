import { knockAtPostgres } from "../../../adapters/postgres/core/knock.ts";
import { serverOptions } from "./connect_server.ts";
import type { ServerDatabase } from "../config/database_config.ts";
import { databaseSettings, refusedEntry } from "./explain_refusal.ts";

/** Throws `WrongSettings` where a database is there and lets nobody in with these settings. One that is away may come. */
export async function requireEntry(database: ServerDatabase): Promise<void> {
  const refusal = await knockAtPostgres(serverOptions(database));
  if (refusal) throw refusedEntry(refusal, databaseSettings(database));
}
