import { assert, assertEquals } from "@std/assert";
import { Migrations } from "./migrations.ts";
import { openTransaction } from "../../../testing/engines/open_transaction.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { migrationsContract } from "./migrations_contract.ts";

migrationsContract("Postgres", () => temporaryDatabase({ migrated: false }));

Deno.test("up lets others read while it waits for a table, and goes on once it has it", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  const folder = await Deno.makeTempDir();
  await using _removing = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  await sql`create table fruit (name text)`;
  await Deno.writeTextFile(`${folder}/001.do.colour.sql`, "alter table fruit add column colour text;\n");
  const reader = await openTransaction(sql, (tx) => tx`select from fruit`);
  const migrated = new Migrations(sql, folder).up();
  const slowest = { ms: 0 };
  for (const until = performance.now() + 6_000; performance.now() < until;) {
    const began = performance.now();
    await sql`select from fruit`;
    slowest.ms = Math.max(slowest.ms, performance.now() - began);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert(slowest.ms > 200, "nothing waited for the migration");
  assert(slowest.ms < 4_000, `a reader waited ${slowest.ms} ms`);
  await reader.commit();
  assertEquals((await migrated).map(({ name }) => name), ["colour"]);
});
