import { type FolderInUse, takeDataFolder } from "../../../adapters/embedded/data_folder.ts";
import { type Beginning, DatabaseTemplates } from "../../../adapters/embedded/database_templates.ts";
import { Journal } from "../../../adapters/embedded/journal.ts";
import { startEmbeddedPostgres } from "../../../adapters/embedded/start_postgres.ts";
import { MemoryLog } from "../../../adapters/memory/core/log.ts";
import { MemoryCustomerEvents } from "../../../adapters/memory/identity/customer_events.ts";
import { Outage, reasonOf } from "../../../application/shared/fault.ts";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { writeWhole } from "../../../adapters/system/write_whole.ts";
import { WrongSettings } from "../config/settings.ts";
import type { Closing } from "../process/closing.ts";
import type { Forget } from "./log_store.ts";
import type { Process } from "../process/run_process.ts";
import { type MigratedDatabase, migrationsFolder, openMigrations } from "./migrations.ts";

/** The embedded database serves one connection at a time; a few let short statements queue there instead of here. */
export const EMBEDDED_POOL = 4;

/** A running statement ends first: it can't be cancelled. */
const STOP_POSTGRES_WITHIN_MS = 8_000;

export interface EmbeddedOptions {
  /** Must not be open in another process already. */
  readonly exclusive?: boolean;
  /** A new one has no tables: they are the caller's to make. */
  readonly empty?: boolean;
}

export function folderInUse(path: string, { owner }: FolderInUse): WrongSettings {
  return new WrongSettings([
    `DATA_DIR ${path} is in use by process ${owner.pid}: stop that process first, or set DATA_DIR to another folder`,
  ]);
}

/** Started here, or shared with the process that has it open. */
export async function embeddedPostgres(
  { config, closing }: Process,
  { exclusive, empty }: EmbeddedOptions,
): Promise<string> {
  const path = config.dataFolder;
  if (path === null) return await start(null, closing);
  const folder = await takeFolder(path);
  if ("owner" in folder) {
    if (folder.owner.url && !exclusive) return folder.owner.url;
    throw folderInUse(path, folder);
  }
  closing.opened("the data folder", () => folder.release());
  await using templates = new DatabaseTemplates(config.cacheFolder);
  await templates.prepare(`${path}/postgres`, empty ? null : await embeddedBeginning("main"));
  const url = await start(`${path}/postgres`, closing);
  await folder.announce(url);
  return url;
}

async function start(folder: string | null, closing: Closing): Promise<string> {
  const postgres = await startEmbeddedPostgres(folder);
  closing.opened("the embedded database", () => postgres.stop(), STOP_POSTGRES_WITHIN_MS);
  return postgres.url;
}

export async function embeddedBeginning(database: MigratedDatabase): Promise<Beginning> {
  return {
    name: `${database}-${await fingerprintOf(migrationsFolder(database))}`,
    fill: async (url) => {
      const sql = connectPostgres({ url, max: 1 });
      try {
        await openMigrations(sql, database).up();
      } finally {
        await sql.end({ timeout: 5 });
      }
    },
  };
}

async function fingerprintOf(folder: string): Promise<string> {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map(({ name }) => name).sort();
  const files = names.map(async (name) => [name, await Deno.readTextFile(`${folder}/${name}`)]);
  return sha256(JSON.stringify(await Promise.all(files))).slice(0, 16);
}

/** In a journal of the data folder, so that what it acknowledged survives the process. */
export async function embeddedLog(process: Process) {
  const now = () => new Date();
  const { dataFolder, database } = process.config;
  if (dataFolder === null) {
    const log = new MemoryLog({ now });
    return { log, forget: forgetIn(log, () => Promise.resolve()) };
  }
  if (database.kind === "server") await holdFolder(process, dataFolder);
  const { journal, records } = await Journal.open(`${dataFolder}/log.jsonl`);
  process.closing.opened("the journal", () => journal.close());
  const log = new MemoryLog({ now, journal, id: await journalId(dataFolder, records.length === 0) });
  log.restore(records);
  await journal.keepOnly(() => log.records());
  return { log, forget: forgetIn(log, () => journal.compact()) };
}

/** Compacts also where nothing is left to blank: an earlier call may have failed between the two. */
function forgetIn(log: MemoryLog, compact: () => Promise<void>): Forget {
  return async (topic, key, upTo = "all") => {
    const before = upTo === "read" ? log.readUpTo(topic, key) : upTo === "all" ? Infinity : upTo;
    const blanked = log.blank(topic, key, before);
    try {
      await compact();
    } catch (error) {
      throw new Outage("the log's journal", error);
    }
    return blanked;
  };
}

/** Offsets begin anew with an empty journal. */
async function journalId(folder: string, isEmpty: boolean): Promise<string> {
  const path = `${folder}/log.id`;
  const known = isEmpty ? "" : await Deno.readTextFile(path).catch(() => "");
  if (known) return known;
  const id = crypto.randomUUID();
  await writeWhole(path, id);
  return id;
}

export async function embeddedEvents(process: Process): Promise<MemoryCustomerEvents> {
  const { dataFolder, database, kafka } = process.config;
  if (dataFolder === null) return new MemoryCustomerEvents();
  if (database.kind === "server" && kafka) await holdFolder(process, dataFolder);
  const { journal, records } = await Journal.open(`${dataFolder}/customer-events.jsonl`);
  process.closing.opened("the journal", () => journal.close());
  const events = new MemoryCustomerEvents(journal);
  events.restore(records);
  await journal.keepOnly(() => events.lines());
  return events;
}

/** For the first journal of a process whose database is not in the folder, and so does not hold it. */
async function holdFolder({ closing }: Process, path: string): Promise<void> {
  const folder = await takeFolder(path);
  if ("owner" in folder) throw folderInUse(path, folder);
  closing.opened("the data folder", () => folder.release());
}

/** Throws `WrongSettings` for a folder that can't be made or written. */
async function takeFolder(path: string) {
  try {
    return await takeDataFolder(path);
  } catch (error) {
    const isWrong = [
      Deno.errors.NotFound,
      Deno.errors.PermissionDenied,
      Deno.errors.NotADirectory,
      Deno.errors.AlreadyExists,
    ].some((kind) => error instanceof kind);
    if (!isWrong) throw error;
    throw new WrongSettings([
      `DATA_DIR ${path} can't be used (${reasonOf(error)}): set DATA_DIR to a folder that this user may write`,
    ]);
  }
}
