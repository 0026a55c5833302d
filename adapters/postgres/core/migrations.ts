import { basename } from "node:path";
import Postgrator from "postgrator";
import postgres from "postgres";
import type { Sql, SqlScope } from "./connect.ts";
import { LOCKS } from "./lock_numbers.ts";
import { CommandFailed, reasonOf } from "../../../application/shared/fault.ts";
import { mapPostgresErrors, Rollback, transaction } from "./map_errors.ts";

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

/**
 * Versioned SQL files (`001.do.name.sql`, `001.undo.name.sql`), applied by postgrator, which refuses changed files.
 * A run is one transaction under an advisory lock.
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
      return behind ? await runner.migrate(target === undefined ? "max" : String(target)) : [];
    });
  }

  /** Runs `work` on what the database is once all are applied, and takes everything back. */
  rehearse<T>(work: (sql: SqlScope) => Promise<T>): Promise<T> {
    return this.#run(async (runner, sql) => {
      await runner.migrate("max");
      throw new Rollback(await work(sql));
    }) as Promise<unknown> as Promise<T>;
  }

  /** Undoes every migration above `target`; returns them, newest first. */
  down(target: number): Promise<Migration[]> {
    return this.#run(async (runner) => {
      const current = await runner.getDatabaseVersion();
      return target < current ? await runner.migrate(String(target)) : [];
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

  /** Files that were changed or removed since, or that came with a lower number after a later one was applied. */
  strays(): Promise<StrayMigration[]> {
    return mapPostgresErrors(async () => {
      const files = (await this.#runner(this.#sql).getMigrations()).filter(({ action }) => action === "do");
      const [known] = await this.#sql`select to_regclass(${HISTORY}) is not null as known`;
      if (!known!.known) return [];
      const applied = await this.#sql<{ version: number; name: string; md5: string }[]>`
        select version, name, md5 from ${this.#sql(HISTORY)} where version > 0 order by version`;
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
    });
  }

  #run(work: (runner: Postgrator, sql: SqlScope) => Promise<Postgrator.Migration[]>): Promise<Migration[]> {
    return transaction(this.#sql, async (sql, callers) => {
      await sql`select pg_advisory_xact_lock(${LOCKS.migrations})`;
      const runner = this.#runner(sql);
      let file = "";
      const onStart = ({ filename }: Postgrator.Migration) => file = basename(filename);
      runner.on("validation-started", onStart);
      runner.on("migration-started", onStart);
      try {
        if ((await runner.getMigrations()).length === 0) throw new Error(`${this.#folder} holds no migrations`);
        const done = await work(runner, sql);
        return done.map(({ version, name }) => ({ version, name, appliedAt: new Date() }));
      } catch (error) {
        if (isOfConnection(error) || error instanceof Rollback) throw error;
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
