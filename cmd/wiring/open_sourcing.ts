import { takeDataFolder } from "../../adapters/embedded/data_folder.ts";
import { DatabaseTemplates } from "../../adapters/embedded/database_templates.ts";
import { startEmbeddedPostgres } from "../../adapters/embedded/start_postgres.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { asDatabase, type Db } from "../../adapters/postgres/sourcing/database.ts";
import {
  type DatabaseIdentity,
  foreignTables,
  identifyDatabase,
} from "../../adapters/postgres/sourcing/identify_database.ts";
import { type DatabaseName, DATABASES } from "../../application/sourcing/one_database.ts";
import { connectEmbedded, explainDatabase, type OpenServer, openServer } from "./engines/postgres.ts";
import { embeddedBeginning } from "./engines/embedded.ts";
import { folderInUse, joinHost } from "./engines/shared_engines.ts";
import { explainSchema, openMigrations, requireKnownSchema, schemaCheck } from "./engines/migrations.ts";
import type { Process } from "./process/run_process.ts";
import { WrongSettings } from "./config/settings.ts";
import { VARIABLE_OF } from "./config/sourcing_config.ts";

export type SourcingDatabases = { readonly [D in DatabaseName]: Db<D> } & {
  /** The embedded databases: all connections of one share one session. */
  readonly singleSession: boolean;
};

/** Refuses two addresses of one database, and tables of another. Throws `WrongSettings` and `Outage`. */
export async function openSourcing(process: Process, name: string): Promise<SourcingDatabases> {
  const { config, log, health } = process;
  const servers = config.sourcing.databases;
  // A `start` opens its own at the first call: those that a command opens for it would end with the command.
  if (!servers) await (await joinHost(process))?.sourcing?.open();
  await using opening = new AsyncDisposableStack();
  await using templates = new DatabaseTemplates(config.cacheFolder);
  const pools: Partial<Record<DatabaseName, Sql>> = {};
  const checks: Partial<Record<DatabaseName, OpenServer["check"]>> = {};
  await everyOne(DATABASES, async (database) => {
    const { sql, check } = servers
      ? await openServer(process, servers[database], { name })
      : connectEmbedded(await embeddedUrl(process, database, { opening, templates }), name);
    opening.defer(() => sql.end({ timeout: 5 }));
    pools[database] = sql;
    checks[database] = check;
  });
  const all = pools as Record<DatabaseName, Sql>;
  if (servers) {
    const identities = await identify(all);
    requireApart(identities);
    await everyOne(DATABASES, (database) => requireKnownSchema(all[database], database));
    log.info({ databases: describe(identities) }, "sourcing databases connected");
  } else {
    await everyOne(DATABASES, async (database) => void await openMigrations(all[database], database).up());
    log.info({ folder: config.dataFolder ?? "memory" }, "embedded sourcing databases opened");
  }
  for (const database of DATABASES) {
    const check = checks[database]!;
    health.needs(`schema of ${database}`, schemaCheck(all[database], database), explainSchema);
    health.needs(database, check, servers && ((error) => explainDatabase(error, servers[database])));
  }
  const opened = opening.move();
  process.closing.opened("sourcing's databases", () => opened.disposeAsync(), 8_000);
  return {
    source: asDatabase(all.source, "source"),
    dropship: asDatabase(all.dropship, "dropship"),
    market: asDatabase(all.market, "market"),
    singleSession: servers === null,
  };
}

/** Waits for all before it throws, so that what the others opened can be closed. */
async function everyOne<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const failed = (await Promise.allSettled(all.map(work))).find((each) => each.status === "rejected");
  if (failed) throw failed.reason;
}

async function identify(pools: Record<DatabaseName, Sql>): Promise<Record<DatabaseName, DatabaseIdentity>> {
  const found = await Promise.all(DATABASES.map(async (name) => [name, await identifyDatabase(pools[name])] as const));
  return Object.fromEntries(found) as Record<DatabaseName, DatabaseIdentity>;
}

/** Throws `WrongSettings` unless each of the databases is one of its own, with its own tables or none. */
export function requireApart(identities: Partial<Record<DatabaseName, DatabaseIdentity>>): void {
  const problems: string[] = [];
  for (const [nth, name] of DATABASES.entries()) {
    const identity = identities[name];
    if (!identity) continue;
    const { key, database, host } = identity;
    const twin = DATABASES.slice(0, nth).find((other) => identities[other]?.key === key);
    if (twin) {
      problems.push(
        `${VARIABLE_OF[name]} leads to the database that ${VARIABLE_OF[twin]} leads to, ${database} at ${host}: ` +
          "each of the three needs a database of its own",
      );
    }
    for (const [owner, tables] of foreignTables(name, identity)) {
      problems.push(
        `${VARIABLE_OF[name]} leads to ${database} at ${host}, which carries tables of the ${owner} database ` +
          `(${tables.join(", ")}): expected the ${name} database, or an empty one`,
      );
    }
  }
  if (problems.length > 0) throw new WrongSettings(problems);
}

function describe(identities: Readonly<Record<DatabaseName, DatabaseIdentity>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(identities).map((
      [name, { database, user, host, version }],
    ) => [name, `${database} at ${host} as ${user}, PostgreSQL ${version}`]),
  );
}

async function embeddedUrl(
  { config }: Process,
  name: DatabaseName,
  { opening, templates }: { readonly opening: AsyncDisposableStack; readonly templates: DatabaseTemplates },
): Promise<string> {
  const path = config.dataFolder === null ? null : `${config.dataFolder}/${name}`;
  const folder = path === null ? null : await takeDataFolder(path);
  if (folder && "owner" in folder) {
    if (folder.owner.url) return folder.owner.url;
    throw folderInUse(path!, folder.owner);
  }
  if (folder) opening.defer(() => folder.release());
  if (folder) await templates.prepare(`${path}/postgres`, await embeddedBeginning(name));
  const postgres = await startEmbeddedPostgres(path === null ? null : `${path}/postgres`);
  opening.defer(() => postgres.stop());
  await folder?.announce({ url: postgres.url });
  return postgres.url;
}
