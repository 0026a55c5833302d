import { IdentityPartitions } from "../../adapters/postgres/identity_partitions.ts";
import { Migrations } from "../../adapters/postgres/migrations.ts";
import { migrationsFolder } from "../wiring/open_migrations.ts";
import type { Process } from "../wiring/run_process.ts";
import type { Arguments } from "./arguments.ts";
import type { MigratedDatabase } from "./databases.ts";
import { printMigrations } from "./print_migrations.ts";

type Move = Pick<Arguments, "to" | "json"> & { readonly action: "status" | "up" | "down" };

/** Applies migrations, takes them back, or only shows them. */
export async function moveDatabase(process: Process, database: MigratedDatabase, move: Move): Promise<void> {
  const sql = await database.open(process);
  const migrations = new Migrations(sql, migrationsFolder(database.name));
  const done = await carryOut(migrations, move);
  // With all migrations, what they made is also looked after: identifications need next year's partition in time.
  const looksAhead = database.name === "main" && move.action === "up" && move.to === undefined;
  const years = looksAhead ? await new IdentityPartitions(sql).ensure(new Date()) : [];
  printMigrations({ action: move.action, done, all: await migrations.status(), years }, move.json);
}

async function carryOut(migrations: Migrations, { action, to }: Move) {
  if (action === "status") return [];
  return action === "up" ? await migrations.up(to) : await migrations.down(to!);
}
