import { Migrations } from "../../adapters/postgres/migrations.ts";
import { migrationsFolder } from "../wiring/open_migrations.ts";
import type { Process } from "../wiring/run_process.ts";
import type { Arguments } from "./arguments.ts";
import type { MigratedDatabase } from "./databases.ts";
import { printMigrations } from "./print_migrations.ts";

type Move = Pick<Arguments, "to" | "json"> & { readonly action: "status" | "up" | "down" };

/** Applies migrations, takes them back, or only shows them. */
export async function moveDatabase(process: Process, database: MigratedDatabase, move: Move): Promise<void> {
  const migrations = new Migrations(await database.open(process), migrationsFolder(database.name));
  const done = await carryOut(migrations, move);
  printMigrations(move.action, done, await migrations.status(), move.json);
}

async function carryOut(migrations: Migrations, { action, to }: Move) {
  if (action === "status") return [];
  return action === "up" ? await migrations.up(to) : await migrations.down(to!);
}
