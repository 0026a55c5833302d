import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import {
  PLACEMENT,
  SPLIT_DATABASES,
  type SplitDatabase,
  VECTOR_DATABASES,
} from "../../../domain/sourcing/placement.ts";
import { fillOldDatabase } from "../../../testing/fixtures/old_database.ts";
import { findProgram } from "../../../testing/engines/find_program.ts";
import { postgresPrograms } from "../../../testing/engines/packages/postgres_package.ts";
import { splitDatabases } from "../../split-databases/split.ts";
import { connectServer } from "../../wiring/engines/postgres.ts";
import type { ServerDatabase } from "../../wiring/config/database_config.ts";
import { openMigrations } from "../../wiring/engines/migrations.ts";
import type { Process } from "../../wiring/process/run_process.ts";
import { WrongSettings } from "../../wiring/config/settings.ts";
import { type Bench, interleave, summarise } from "./bench.ts";

/** Enough rows to outweigh one-time costs; few vectors, since both sides build the same indexes. */
const SIZE = { rows: 200_000, vectors: 2_000 };
/** Twice a small machine's processors, the command's default: each connection waits for the network now and then. */
const PARALLEL = 4;

export const BENCH_SPLIT: Bench = {
  async run({ config, signal, closing }: Process, options) {
    const { database } = config;
    if (database.kind !== "server") {
      throw new WrongSettings(["DATABASE_URL or DB_TYPE is not set: the embedded database takes no COPY"]);
    }
    const programs = requirePrograms();
    const databases = new ScratchDatabases(database);
    closing.defer(() => databases.dropAll());
    const old = await databases.create("old");
    const filling = databases.open(old);
    await fillOldDatabase(filling, SIZE);
    const rows = await countRows(filling, SPLIT_DATABASES.flatMap((name) => PLACEMENT[name]));
    const [server] = await filling`
      select current_setting('server_version') as version, current_setting('fsync') as fsync,
        pg_database_size(current_database()) as bytes`;
    await filling.end();

    const certified: number[] = [];
    const piped = (atOnce: boolean) => async () => {
      const news = await databases.createThree(true);
      const began = performance.now();
      const pipe = (name: SplitDatabase) => dumpInto(programs, old, news[name], PLACEMENT[name]);
      if (atOnce) await Promise.all(SPLIT_DATABASES.map(pipe));
      else for (const name of SPLIT_DATABASES) await pipe(name);
      const seconds = (performance.now() - began) / 1_000;
      await requireRows(databases, news, rows);
      await databases.drop(Object.values(news));
      return rows / seconds;
    };
    const split = async () => {
      const news = await databases.createThree(false);
      await using opened = new AsyncDisposableStack();
      const open = (url: string, readOnly: boolean) => {
        const sql = databases.open(url, readOnly);
        opened.defer(() => sql.end({ timeout: 5 }));
        return sql;
      };
      const began = Date.now();
      const { certificate } = await splitDatabases({
        old: open(old, true),
        news: SPLIT_DATABASES.map((name) => {
          const sql = open(news[name], false);
          return { name, sql, migrations: openMigrations(sql, name) };
        }),
        settings: { old: "old", source: "source", dropship: "dropship", market: "market" },
      }, {
        strategy: "restore",
        allowExtra: false,
        catchUp: false,
        parallel: PARALLEL,
        signal,
        onProgress: () => {},
      });
      const ended = Date.now();
      if (certificate.verdict !== "agrees") throw new Error(`Cannot measure: ${certificate.differences.join("; ")}`);
      await opened.disposeAsync();
      await databases.drop(Object.values(news));
      certified.push(rows / ((ended - began) / 1_000));
      // Rows, indexes and keys are in place now. Statistics are not counted: pg_dump gathers none.
      return rows / ((certificate.takenAt.getTime() - began) / 1_000);
    };
    const measurements = await interleave(
      [
        { name: "pg_dump | psql, one database after the other", unit: "rows/s", measure: piped(false) },
        { name: "pg_dump | psql, three at once", unit: "rows/s", measure: piped(true) },
        { name: "split-databases", unit: "rows/s", measure: split },
      ],
      options,
      signal,
    );
    const [after, atOnce, own] = measurements;
    return {
      bench: "split",
      setup: {
        ...SIZE,
        rows,
        megabytes: Math.round(server!.bytes / 1_000_000),
        postgres: server!.version,
        fsync: server!.fsync,
        processors: navigator.hardwareConcurrency,
        parallel: PARALLEL,
      },
      measurements: [
        ...measurements,
        { name: "split-databases with its certificate", unit: "rows/s", ...summarise(certified) },
      ],
      ratios: {
        "split-databases / pg_dump | psql": own!.median / after!.median,
        "split-databases / three pg_dump | psql at once": own!.median / atOnce!.median,
      },
    };
  },
};

interface Programs {
  readonly dump: string;
  readonly psql: string;
}

function requirePrograms(): Programs {
  const find = (name: string) => {
    const own = `${postgresPrograms()}/${name}`;
    try {
      return Deno.statSync(own).isFile ? own : findProgram(name);
    } catch {
      return findProgram(name);
    }
  };
  const dump = find("pg_dump");
  const psql = find("psql");
  if (dump && psql) return { dump, psql };
  throw new WrongSettings(["pg_dump and psql are not on the PATH: they are what a split is compared with"]);
}

/** Foreign keys into other databases fail, as by hand; the rows are counted afterwards. */
async function dumpInto({ dump, psql }: Programs, from: string, to: string, tables: readonly string[]): Promise<void> {
  // Through a shell's pipe: this process would add a copy.
  const wanted = tables.flatMap((table) => ["-t", `public.${table}`]);
  const { success } = await new Deno.Command("sh", {
    args: [
      "-c",
      'psql="$1" to="$2" dump="$3"; shift 3; "$dump" "$@" | "$psql" -q "$to"',
      "sh",
      psql,
      to,
      dump,
      ...wanted,
      from,
    ],
    stdout: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error("Cannot measure: pg_dump | psql failed");
}

async function requireRows(
  databases: ScratchDatabases,
  news: Readonly<Record<SplitDatabase, string>>,
  expected: number,
): Promise<void> {
  let found = 0;
  for (const name of SPLIT_DATABASES) {
    const sql = databases.open(news[name]);
    found += await countRows(sql, PLACEMENT[name]).finally(() => sql.end());
  }
  if (found !== expected) throw new Error(`Cannot measure: ${found} of ${expected} rows were stored`);
}

async function countRows(sql: Sql, tables: readonly string[]): Promise<number> {
  const counts = tables.map((table) => `(select count(*) from ${table})`).join(" + ");
  return (await sql.unsafe(`select ${counts} as rows`))[0]!.rows;
}

class ScratchDatabases {
  readonly #server: ServerDatabase;
  readonly #there = new Set<string>();

  constructor(server: ServerDatabase) {
    this.#server = server;
  }

  open(url: string, readOnly = false): Sql {
    return connectServer(this.#server, { url, max: PARALLEL + 2, bulk: true, readOnly, applicationName: "bench" });
  }

  async create(what: string): Promise<string> {
    const name = `bench_${what}_${crypto.randomUUID().slice(0, 8)}`;
    await this.#asAdmin((admin) => admin`create database ${admin(name)}`);
    const url = Object.assign(new URL(this.#server.url), { pathname: `/${name}` }).href;
    this.#there.add(url);
    return url;
  }

  /** @param vectors creates the extension, which pg_dump of single tables omits */
  async createThree(vectors: boolean): Promise<Record<SplitDatabase, string>> {
    const made: Partial<Record<SplitDatabase, string>> = {};
    for (const name of SPLIT_DATABASES) {
      const url = made[name] = await this.create(name);
      if (!vectors || !VECTOR_DATABASES.includes(name)) continue;
      const sql = this.open(url);
      await sql`create extension vector`.finally(() => sql.end());
    }
    return made as Record<SplitDatabase, string>;
  }

  async drop(urls: readonly string[]): Promise<void> {
    for (const url of urls) {
      await this.#asAdmin((admin) => admin`drop database ${admin(new URL(url).pathname.slice(1))} with (force)`);
      this.#there.delete(url);
    }
  }

  dropAll(): Promise<void> {
    return this.drop([...this.#there]);
  }

  async #asAdmin(work: (admin: Sql) => Promise<unknown>): Promise<void> {
    const admin = this.open(this.#server.url);
    await work(admin).finally(() => admin.end());
  }
}
