import { PostgresNewDatabase } from "./sql/new_database.ts";
import { PostgresOldDatabase } from "./sql/old_database.ts";
import type { NewDatabase } from "./new_database.ts";
import type { SplitDeps } from "./split.ts";
import type { SplitDatabase } from "../../domain/sourcing/placement.ts";
import { connectServer } from "../wiring/engines/connect_server.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import { parseOldDatabase } from "../wiring/config/old_database_config.ts";
import { openMigrations } from "../wiring/engines/open_migrations.ts";
import { readEnv } from "../wiring/config/read_env.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { VARIABLE_OF } from "../wiring/config/sourcing_config.ts";

export interface SplitWiring {
  /** The address given with `--from`. */
  readonly from: string | undefined;
  readonly only: readonly SplitDatabase[];
  /** What is done at once. */
  readonly parallel: number;
}

/** Beside what copies: one connection holds the snapshot or the lock, one looks. */
const BESIDES = 2;

/** The databases of a split. The old one is spoken to in sessions that can't write. Throws `WrongSettings`. */
export async function wireSplit(
  { config, log, closing }: Process,
  { from, only, parallel }: SplitWiring,
): Promise<SplitDeps> {
  const old = parseOldDatabase(await readEnv(), from);
  const servers = config.sourcing.databases;
  if (!old || !servers) {
    throw new WrongSettings([
      ...(old ? [] : ["OLD_DATABASE_URL is not set: set it, or --from, to the database that is to be split"]),
      ...(servers ? [] : [
        "SOURCE_DATABASE_URL, DROPSHIP_DATABASE_URL and MARKET_DATABASE_URL are not set: the embedded databases take " +
        "no COPY, so a split needs databases on a server",
      ]),
    ]);
  }
  const open = (database: ServerDatabase, readOnly: boolean) => {
    const max = parallel + BESIDES;
    const sql = connectServer(database, { max, applicationName: "split-databases", bulk: true, readOnly });
    closing.defer(() => sql.end({ timeout: 5 }));
    return sql;
  };
  const news: Partial<Record<SplitDatabase, NewDatabase>> = {};
  for (const name of only) {
    const sql = open(servers[name], false);
    news[name] = new PostgresNewDatabase(name, sql, openMigrations(sql, name));
  }
  const deps: SplitDeps = {
    old: new PostgresOldDatabase(open(old, true)),
    news,
    settings: { ...VARIABLE_OF, old: old.source } as SplitDeps["settings"],
    clock: () => new Date(),
  };
  const identities = await Promise.all(
    [["old", deps.old] as const, ...Object.entries(news)].map(async ([name, database]) =>
      [name, (await database.identity()).name] as const
    ),
  );
  log.info({ databases: Object.fromEntries(identities) }, "databases connected");
  return deps;
}
