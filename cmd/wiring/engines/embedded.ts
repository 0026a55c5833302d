import { type Beginning, DatabaseTemplates } from "../../../adapters/embedded/database_templates.ts";
import type { EmbeddedEngines } from "../../../adapters/embedded/embedded_engines.ts";
import { Journal } from "../../../adapters/embedded/journal.ts";
import { startEmbeddedPostgres } from "../../../adapters/embedded/start_postgres.ts";
import { MemoryLog } from "../../../adapters/memory/core/log.ts";
import { MemoryCustomerEvents } from "../../../adapters/memory/identity/customer_events.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { connectPostgres } from "../../../adapters/postgres/core/connect.ts";
import { sha256 } from "../../../adapters/system/sha256.ts";
import { writeWhole } from "../../../adapters/system/write_whole.ts";
import type { Closing } from "../process/closing.ts";
import type { Forget } from "./log_store.ts";
import type { Process } from "../process/run_process.ts";
import { type MigratedDatabase, migrationsFolder, openMigrations } from "./migrations.ts";
import { engineInFolder, folderInUse, holdFolder, notShared } from "./shared_engines.ts";

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

/** Started here, or shared with the process that has it open. */
export async function embeddedPostgres(process: Process, { exclusive, empty }: EmbeddedOptions): Promise<string> {
  const { config, closing } = process;
  const path = config.dataFolder;
  if (path === null) return await start(null, closing);
  const holding = await holdFolder(process, path);
  if (holding.by === "another process") {
    if (holding.owner.url && !exclusive) return holding.owner.url;
    throw exclusive ? folderInUse(path, holding.owner) : notShared(path, holding.owner);
  }
  const { folder } = holding;
  await using templates = new DatabaseTemplates(config.cacheFolder);
  await templates.prepare(`${path}/postgres`, empty ? null : await embeddedBeginning("main"));
  const url = await start(`${path}/postgres`, closing);
  await folder.announce({ url });
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
export async function embeddedLog(process: Process): Promise<EmbeddedEngines["log"]> {
  const now = () => new Date();
  const { dataFolder } = process.config;
  if (dataFolder === null) return forgetting(new MemoryLog({ now }), () => Promise.resolve());
  return await engineInFolder(process, dataFolder, "log", async () => {
    const { journal, records } = await Journal.open(`${dataFolder}/log.jsonl`);
    process.closing.opened("the journal", () => journal.close());
    const log = new MemoryLog({ now, journal, id: await journalId(dataFolder, records.length === 0) });
    log.restore(records);
    await journal.keepOnly(() => log.records());
    return forgetting(log, () => journal.compact());
  });
}

/** Compacts also where nothing is left to blank: an earlier call may have failed between the two. */
function forgetting(log: MemoryLog, compact: () => Promise<void>): EmbeddedEngines["log"] {
  const forget: Forget = async (topic, key, upTo = "all") => {
    const before = upTo === "read" ? log.readUpTo(topic, key) : upTo === "all" ? Infinity : upTo;
    const blanked = log.blank(topic, key, before);
    try {
      await compact();
    } catch (error) {
      throw new Outage("the log's journal", error);
    }
    return blanked;
  };
  return Object.assign(log, { forget });
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

export async function embeddedEvents(process: Process): Promise<EmbeddedEngines["events"]> {
  const { dataFolder } = process.config;
  if (dataFolder === null) return new MemoryCustomerEvents();
  return await engineInFolder(process, dataFolder, "events", async () => {
    const { journal, records } = await Journal.open(`${dataFolder}/customer-events.jsonl`);
    process.closing.opened("the journal", () => journal.close());
    const events = new MemoryCustomerEvents(journal);
    events.restore(records);
    await journal.keepOnly(() => events.lines());
    return events;
  });
}
