import { IdentityPartitions } from "../../adapters/postgres/identity/identity_partitions.ts";
import { openSpellings } from "../../adapters/postgres/core/id_spellings.ts";
import type { Migrations } from "../../adapters/postgres/core/migrations.ts";
import { openMigrations } from "../wiring/engines/migrations.ts";
import type { Process } from "../wiring/process/run_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import type { Arguments } from "./arguments.ts";
import { inEach, openDatabases } from "./open_databases.ts";
import { type Moved, printMigrations } from "./print_migrations.ts";

type Move = Pick<Arguments, "to" | "database" | "json"> & { readonly action: "status" | "up" | "down" };

export async function moveDatabases(process: Process, move: Move): Promise<void> {
  const { action, to, database: only } = move;
  if (to !== undefined && only === undefined && process.config.sourcing.databases !== null) {
    throw new WrongSettings(["--database is missing: --to is a version of one database, and four are configured"]);
  }
  const moved = await inEach(await openDatabases(process, only), async ({ database, sql }): Promise<Moved> => {
    const migrations = openMigrations(sql, database);
    const changed = await carryOut(migrations, move);
    // With all migrations, what they made is also looked after: identifications need next year's partition in time.
    const looksAhead = database === "main" && action === "up" && to === undefined;
    const years = looksAhead ? await new IdentityPartitions(sql).ensure(new Date()) : [];
    const open = database === "main" ? await openSpellings(sql) : [];
    return { database, changed, years, open: open.length, migrations: await migrations.status() };
  });
  printMigrations(action, moved, move.json);
}

async function carryOut(migrations: Migrations, { action, to }: Move) {
  if (action === "status") return [];
  return action === "up" ? await migrations.up(to) : await migrations.down(to!);
}
