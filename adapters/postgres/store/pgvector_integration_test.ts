import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { MIGRATIONS, temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import "../../../testing/engines/leak_checks.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectPostgres } from "../core/connect.ts";
import { MigrationFailed, Migrations } from "../core/migrations.ts";

Deno.test("migrate says how to mend it where the user may not install pgvector, and leaves the database as it was", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const role = uniqueName("role");
  const name = new URL(database.url).pathname.slice(1);
  const { sql } = database;
  await sql.unsafe(
    `create role ${role} login; grant all on schema public to ${role}; grant create on database ${name} to ${role}`,
  );
  const isTrusted = (await sql`
    select trusted from pg_available_extension_versions where name = 'vector' limit 1`)[0]!.trusted;
  const own = connectPostgres({ url: Object.assign(new URL(database.url), { username: role }).href, max: 1 });
  try {
    const migrations = new Migrations(own, MIGRATIONS);
    if (!isTrusted) {
      const error = await assertRejects(
        () => migrations.up(),
        MigrationFailed,
        `the user ${role} may not install pgvector`,
      );
      assertStringIncludes(error.message, `"create extension vector" in the database ${name}, once`);
      assertStringIncludes(error.message, "migrate up --to 4");
      assertEquals((await sql`select from pg_tables where schemaname = 'public'`).count, 0);
      // What the message says helps.
      assertEquals((await migrations.up(4)).at(-1)!.version, 4);
    }
    await sql`create extension if not exists vector`;
    assertEquals((await migrations.up()).some(({ version }) => version === 5), true);
  } finally {
    await own.end();
    await sql.unsafe(`drop owned by ${role}`);
    await sql.unsafe(`drop role ${role}`);
  }
});

Deno.test("migrate refuses a pgvector without iterative scans, and says how to renew it", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  await sql`create extension vector`;
  await sql`update pg_extension set extversion = '0.7.4' where extname = 'vector'`;
  const migrations = new Migrations(sql, MIGRATIONS);
  await assertRejects(() => migrations.up(), MigrationFailed, "pgvector 0.7.4 is too old, 0.8 is needed");
  await sql`update pg_extension set extversion = '0.10.0' where extname = 'vector'`;
  await migrations.up();
});
