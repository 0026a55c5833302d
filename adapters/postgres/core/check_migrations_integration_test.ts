import { assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { checkMigrations } from "./check_migrations.ts";
import { checkMigrationsContract } from "./check_migrations_contract.ts";
import { Migrations } from "./migrations.ts";

checkMigrationsContract("Postgres", async () => ({
  live: await temporaryDatabase({ migrated: false }),
  scratch: await temporaryDatabase({ migrated: false }),
}));

Deno.test("checkMigrations names extensions in both directions, and nothing that belongs to one", async () => {
  await using live = await temporaryDatabase({ migrated: false });
  await using scratch = await temporaryDatabase({ migrated: false });
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/001.do.extension.sql`, "create extension vector;\n");
    await new Migrations(live.sql, folder).up();
    assertEquals((await checkMigrations(live.sql, scratch.sql, folder)).drift, []);
    await live.sql`drop extension vector`;
    const { drift } = await checkMigrations(live.sql, scratch.sql, folder);
    assertEquals(drift.map(({ kind, name, problem }) => `${problem} ${kind} ${name}`), ["missing extension vector"]);

    await scratch.sql`drop extension vector`;
    await scratch.sql`delete from schema_history`;
    await live.sql`create extension vector`;
    await Deno.writeTextFile(`${folder}/001.do.extension.sql`, "create table t ();\n");
    await scratch.sql`insert into schema_history (version) values (0)`;
    const other = (await checkMigrations(live.sql, scratch.sql, folder)).drift;
    assertEquals(other.map(({ kind, name, problem }) => `${problem} ${kind} ${name}`), [
      "unexpected extension vector",
      "missing table t",
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
