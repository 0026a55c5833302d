import { basename } from "node:path";
import Postgrator from "postgrator";
import postgres from "postgres";
import type { Sql, SqlScope } from "./connect.ts";
import { LOCKS } from "./lock_numbers.ts";
import { CommandFailed, reasonOf } from "../../../application/shared/fault.ts";
import { mapPostgresErrors, Rollback, transaction } from "./map_errors.ts";
import { sleep } from "../../system/sleep.ts";

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly appliedAt: Date | null;
}

/** A statement failed, or a file was changed after it was applied. Nothing was changed. */
export class MigrationFailed extends CommandFailed {
  override readonly name = "MigrationFailed";
}

/** Its file says something else than what was applied. */
export interface StrayMigration {
  readonly version: number;
  readonly name: string;
  readonly problem: "changed" | "gone" | "passed over";
}

export const HISTORY = "schema_history";

/** Everybody who comes after a statement that waits for a lock waits behind it. */
const LOCK_TIMEOUT = "2s";
const LOCK_ATTEMPTS = 30;
const LOCK_PAUSE_MS = 1_000;
const LOCK_NOT_AVAILABLE = "55P03";

type MigrationWork<T> = (runner: Postgrator, sql: SqlScope) => Promise<T>;

/**
 * Versioned SQL files (`001.do.name.sql`, `001.undo.name.sql`), applied by postgrator, which refuses changed files.
 * A run is one transaction under an advisory lock; where another session holds a table, it is tried again for a while.
 * A database of another release is refused.
 */
export class Migrations {
  readonly #sql: Sql;
  readonly #folder: string;

  constructor(sql: Sql, folder: string) {
    this.#sql = sql;
    this.#folder = folder;
  }

  /** Returns the applied migrations, in order. */
  up(target?: number): Promise<Migration[]> {
    return this.#run(async (runner) => {
      const behind = target === undefined || target >= await runner.getDatabaseVersion();
      return behind ? justApplied(await runner.migrate(target === undefined ? "max" : String(target))) : [];
    });
  }

  /** Runs `work` on what the database is once all are applied, and takes everything back. */
  rehearse<T>(work: (sql: SqlScope) => Promise<T>): Promise<T> {
    return this.#run<T>(async (runner, sql) => {
      await runner.migrate("max");
      throw new Rollback(await work(sql));
    });
  }

  /** Undoes every migration above `target`; returns them, newest first. */
  down(target: number): Promise<Migration[]> {
    return this.#run(async (runner) => {
      const current = await runner.getDatabaseVersion();
      return target < current ? justApplied(await runner.migrate(String(target))) : [];
    });
  }

  status(): Promise<Migration[]> {
    return mapPostgresErrors(async () => {
      const files = await this.#runner(this.#sql).getMigrations();
      const [known] = await this.#sql`select to_regclass(${HISTORY}) is not null as known`;
      const rows = known!.known ? await this.#sql`select version, run_at from ${this.#sql(HISTORY)}` : [];
      const applied = new Map(rows.map((row) => [Number(row.version), row.run_at as Date]));
      return files.filter((file) => file.action === "do").map((file) => ({
        version: file.version,
        name: file.name,
        appliedAt: applied.get(file.version) ?? null,
      }));
    });
  }

  /** Throws `MigrationFailed` for a database that another release has migrated. */
  async requireKnown(): Promise<void> {
    refuseForeign(await this.strays());
  }

  /** Files that were changed or removed since, or that came with a lower number after a later one was applied. */
  strays(): Promise<StrayMigration[]> {
    return mapPostgresErrors(async () => {
      return await findStrays(this.#sql, await this.#runner(this.#sql).getMigrations());
    });
  }

  async #run<T>(work: MigrationWork<T>): Promise<T> {
    for (let attempt = 1;; attempt++) {
      try {
        return await this.#runOnce(work);
      } catch (error) {
        if (!isLocked(error) || attempt === LOCK_ATTEMPTS) throw error;
        await sleep(LOCK_PAUSE_MS);
      }
    }
  }

  #runOnce<T>(work: MigrationWork<T>): Promise<T> {
    return transaction(this.#sql, async (sql, callers) => {
      await sql`select pg_advisory_xact_lock(${LOCKS.migrations})`;
      await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`;
      const runner = this.#runner(sql);
      let file = "";
      const onStart = ({ filename }: Postgrator.Migration) => file = basename(filename);
      runner.on("validation-started", onStart);
      runner.on("migration-started", onStart);
      try {
        const files = await runner.getMigrations();
        if (files.length === 0) throw new Error(`${this.#folder} holds no migrations`);
        refuseForeign(await findStrays(sql, files));
        return await work(runner, sql);
      } catch (error) {
        if (isOfConnection(error) || error instanceof Rollback) throw error;
        if (error instanceof MigrationFailed) return await callers(() => Promise.reject(error));
        const message = `Cannot migrate: ${file ? `${file}: ` : ""}${reasonOf(error)}`;
        return await callers(() => Promise.reject(new MigrationFailed(message, { cause: error })));
      }
    });
  }

  #runner(sql: SqlScope): Postgrator {
    return new Postgrator({
      driver: "pg",
      migrationPattern: `${escapeGlob(this.#folder)}/*.sql`,
      schemaTable: HISTORY,
      // Checked out with CRLF on Windows, a file keeps its checksum.
      newline: "LF",
      execQuery: async (query) => ({ rows: [...await sql.unsafe(query)] }),
    });
  }
}

function justApplied(done: readonly Postgrator.Migration[]): Migration[] {
  return done.map(({ version, name }) => ({ version, name, appliedAt: new Date() }));
}

async function findStrays(sql: SqlScope, all: readonly Postgrator.Migration[]): Promise<StrayMigration[]> {
  const files = all.filter(({ action }) => action === "do");
  const [known] = await sql`select to_regclass(${HISTORY}) is not null as known`;
  if (!known!.known) return [];
  const applied = await sql<{ version: number; name: string; md5: string }[]>`
    select version, name, md5 from ${sql(HISTORY)} where version > 0 order by version`;
  const last = applied.at(-1)?.version ?? 0;
  const md5s = new Map(files.map(({ version, md5 }) => [version, md5]));
  const versions = new Set(applied.map(({ version }) => version));
  return [
    ...applied.filter(({ version }) => !md5s.has(version)).map((row) => stray(row, "gone")),
    ...applied.filter(({ version, md5 }) => md5s.has(version) && md5s.get(version) !== md5)
      .map((row) => stray(row, "changed")),
    ...files.filter(({ version }) => version < last && !versions.has(version))
      .map((file) => stray(file, "passed over")),
  ];
}

const FOREIGN: Readonly<Record<StrayMigration["problem"], string | null>> = {
  gone: "is applied and unknown to this release: use the release that applied it, or a newer one",
  "passed over": "was passed over by a later one: restore the database, or apply it by hand",
  // The runner names these.
  changed: null,
};

function refuseForeign(strays: readonly StrayMigration[]): void {
  for (const { version, name, problem } of strays) {
    const reason = FOREIGN[problem];
    if (reason) {
      throw new MigrationFailed(`Cannot use the database: ${String(version).padStart(3, "0")} ${name} ${reason}`);
    }
  }
}

function isLocked(error: unknown): boolean {
  return error instanceof MigrationFailed &&
    (error.cause as { code?: unknown } | undefined)?.code === LOCK_NOT_AVAILABLE;
}

function stray(
  { version, name }: { readonly version: number; readonly name: string },
  problem: StrayMigration["problem"],
): StrayMigration {
  return { version, name, problem };
}

function isOfConnection(error: unknown): boolean {
  return !(error instanceof postgres.PostgresError) && typeof (error as { code?: unknown }).code === "string";
}

function escapeGlob(path: string): string {
  return path.replace(/[\\*?[\](){}!+@]/g, "\\$&");
}
