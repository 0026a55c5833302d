import { connectPostgres, type Sql } from "../../adapters/postgres/core/connect.ts";
import { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { ownSchemas, readCatalog } from "../../adapters/postgres/core/read_catalog.ts";
import type { Certificate } from "../../domain/sourcing/certificate.ts";
import { SPLIT_DATABASES, type SplitDatabase } from "../../domain/sourcing/placement.ts";
import { migrationsOf, type TemporaryDatabase, temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { fillOldDatabase } from "../../testing/fixtures/old_database.ts";
import { certifySplit } from "./certify.ts";
import type { SplitDatabases } from "./connect.ts";
import { probeDatabases } from "./probe.ts";
import { canonicalForm } from "./sql/forms.ts";
import { splitDatabases, type SplitDone, type SplitOptions } from "./split.ts";

/** A filled old database and three empty ones, for tests. */
interface SplitUnderTest extends AsyncDisposable {
  readonly old: TemporaryDatabase;
  readonly news: Readonly<Record<SplitDatabase, TemporaryDatabase>>;
  readonly databases: SplitDatabases;
}

const DEFAULTS = { parallel: 2, signal: new AbortController().signal, onProgress: () => {} };

/** @param fill the old database; by default with tables that are like the new ones @param migrated the new ones have tables */
export async function splitUnderTest(
  { fill = (sql) => fillOldDatabase(sql, { rows: 3_000, vectors: 60 }), migrated = true }: {
    readonly fill?: (sql: Sql) => Promise<void>;
    readonly migrated?: boolean;
  } = {},
): Promise<SplitUnderTest> {
  const closing = new AsyncDisposableStack();
  const old = closing.use(await temporaryDatabase({ migrated: false }));
  await fill(old.sql);
  const news = {
    source: closing.use(await temporaryDatabase({ migrated, migrations: "source" })),
    dropship: closing.use(await temporaryDatabase({ migrated, migrations: "dropship" })),
    market: closing.use(await temporaryDatabase({ migrated, migrations: "market" })),
  };
  const open = (url: string, readOnly = false) => {
    const sql = connectPostgres({ url, max: 5, bulk: true, readOnly });
    closing.defer(() => sql.end({ timeout: 5 }));
    return sql;
  };
  const databases: SplitDatabases = {
    old: open(old.url, true),
    news: SPLIT_DATABASES.map((name) => {
      const sql = open(news[name].url);
      return { name, sql, migrations: new Migrations(sql, migrationsOf(name)) };
    }),
    settings: { old: "OLD", source: "SOURCE", dropship: "DROPSHIP", market: "MARKET" },
  };
  return { old, news, databases, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** What the command is given: an old database and three new ones, all of them empty, and a folder. */
export async function splitByCommand() {
  await using opening = new AsyncDisposableStack();
  const make = async () => opening.use(await temporaryDatabase({ migrated: false }));
  const [old, source, dropship, market] = [await make(), await make(), await make(), await make()];
  const folder = await Deno.makeTempDir({ prefix: "split-" });
  opening.defer(() => Deno.remove(folder, { recursive: true }));
  const env = {
    OLD_DATABASE_URL: old.url,
    SOURCE_DATABASE_URL: source.url,
    DROPSHIP_DATABASE_URL: dropship.url,
    MARKET_DATABASE_URL: market.url,
    DATA_DIR: folder,
  };
  const closing = opening.move();
  return { old, source, dropship, market, folder, env, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

export function split(
  databases: SplitDatabases,
  strategy: SplitOptions["strategy"],
  options: Partial<SplitOptions> = {},
): Promise<SplitDone> {
  return splitDatabases(databases, { ...DEFAULTS, strategy, allowExtra: false, catchUp: false, ...options });
}

export async function certify(databases: SplitDatabases): Promise<Certificate> {
  const probed = await probeDatabases(databases);
  return await certifySplit(databases, probed, { ...DEFAULTS, strategy: "restore" });
}

/** Every index, constraint and trigger, as the database itself would write it. */
export async function shapesOf({ news }: SplitUnderTest): Promise<string[][]> {
  return await Promise.all(Object.values(news).map(({ sql }) => shapeOf(sql)));
}

async function shapeOf(sql: Sql): Promise<string[]> {
  const rows = await sql`
    select indexdef as text from pg_indexes where schemaname = 'public'
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace
    union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
    order by 1`;
  return rows.map(({ text }) => canonicalForm(text));
}

/** Everything that somebody could find in a database, under its name, with comments. */
export async function contentsOf(sql: Sql): Promise<Map<string, string>> {
  const schemas = (await ownSchemas(sql)).filter((schema) => schema !== "tillstream_split");
  const entries = await readCatalog(sql, schemas);
  const comments = await sql`
    select coalesce(pg_describe_object(classoid, objoid, objsubid), '') as name, description from pg_description d
    where not exists (select from pg_depend e where e.classid = d.classoid and e.objid = d.objoid and e.deptype = 'e')
      and objoid >= 16384 and classoid <> 'pg_extension'::regclass`;
  const storage = await sql`
    select attrelid::regclass || '.' || attname as name, attstorage::text as storage from pg_attribute
    where attrelid = to_regclass('embeddings') and attname = 'embedding'`;
  return new Map([
    ...entries.map(({ kind, name, definition }) => [`${kind} ${name}`, definition] as const),
    ...comments.map(({ name, description }) => [`comment on ${name}`, description as string] as const),
    ...storage.map(({ name, storage }) => [`storage of ${name}`, storage as string] as const),
  ]);
}
