import { DatabaseTemplates } from "../../../adapters/embedded/database_templates.ts";
import { startEmbeddedPostgres } from "../../../adapters/embedded/start_postgres.ts";
import { type FolderInUse, takeDataFolder } from "../../../adapters/embedded/data_folder.ts";
import { connectPostgres, type Sql } from "../../../adapters/postgres/core/connect.ts";
import { connectServer } from "./connect_server.ts";
import { embeddedBeginning } from "./embedded_beginning.ts";
import { requireEntry } from "./require_entry.ts";
import type { Process } from "../process/run_process.ts";
import { WrongSettings } from "../config/settings.ts";

/** The embedded database serves one connection at a time; a few let short statements queue there instead of here. */
const EMBEDDED_POOL = 4;

export interface StoreOptions {
  /** The embedded database must not be open in another process already. */
  readonly exclusive?: boolean;
  /** For many rows by COPY. */
  readonly bulk?: boolean;
  /** A new embedded database has no tables: they are the caller's to make. */
  readonly empty?: boolean;
}

/** Opens the configured Postgres. Embedded, it is started, or shared with the process that has it open already. */
export async function openStore(
  process: Process,
  name: string,
  options: StoreOptions = {},
): Promise<Sql> {
  const { config, log, health, closing } = process;
  const { database } = config;
  if (database.kind === "server") await requireEntry(database);
  const sql = database.kind === "embedded"
    ? connectPostgres({
      url: await embeddedUrl(process, options),
      max: EMBEDDED_POOL,
      applicationName: name,
    })
    : connectServer(database, { applicationName: name, ...(options.bulk ? { bulk: true } : {}) });
  closing.defer(() => sql.end({ timeout: 5 }));
  health.needs("postgres", () => sql`select 1`);
  log.debug("database opened");
  return sql;
}

/** The refusal to open a folder that another process works on. */
export function folderInUse(path: string, { owner }: FolderInUse): WrongSettings {
  return new WrongSettings([
    `DATA_DIR ${path} is in use by process ${owner.pid}: stop that process first, or set DATA_DIR to another folder`,
  ]);
}

async function embeddedUrl({ config, closing }: Process, { exclusive, empty }: StoreOptions): Promise<string> {
  const path = config.dataFolder;
  if (path === null) return await start(null, closing);
  const folder = await takeDataFolder(path);
  if ("owner" in folder) {
    if (folder.owner.url && !exclusive) return folder.owner.url;
    throw folderInUse(path, folder);
  }
  closing.defer(() => folder.release());
  await using templates = new DatabaseTemplates(config.cacheFolder);
  await templates.prepare(`${path}/postgres`, empty ? null : await embeddedBeginning("main"));
  const url = await start(`${path}/postgres`, closing);
  await folder.announce(url);
  return url;
}

async function start(folder: string | null, closing: AsyncDisposableStack): Promise<string> {
  const postgres = await startEmbeddedPostgres(folder);
  closing.defer(() => postgres.stop());
  return postgres.url;
}
