import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { MIGRATIONS } from "../../../testing/engines/temporary_database.ts";
import type { Sql } from "./connect.ts";
import { MigrationFailed, Migrations } from "./migrations.ts";

/** An empty database, and what to do with it afterwards. */
export interface EmptyDatabase extends AsyncDisposable {
  readonly sql: Sql;
}

/** The same cases on a real server and on the embedded database. */
export function migrationsContract(engine: string, open: () => Promise<EmptyDatabase>): void {
  const inDatabase = (work: (sql: Sql, folder: string) => Promise<void>) => async () => {
    await using database = await open();
    const folder = await Deno.makeTempDir();
    try {
      await work(database.sql, folder);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  };

  describe(`Migrations in ${engine}`, () => {
    it(
      "up applies what is missing, once; status says what is applied",
      inDatabase(async (sql, folder) => {
        await write(folder, FIRST);
        const migrations = new Migrations(sql, folder);
        assertEquals(await namesOf(migrations.status()), ["1 fruit waits"]);
        assertEquals(await namesOf(migrations.up()), ["1 fruit applied"]);
        assertEquals(await migrations.up(), []);
        await write(folder, SECOND);
        assertEquals(await namesOf(migrations.status()), ["1 fruit applied", "2 colour waits"]);
        assertEquals(await namesOf(migrations.up()), ["2 colour applied"]);
        assertEquals(await namesOf(migrations.status()), ["1 fruit applied", "2 colour applied"]);
        assert((await migrations.status())[0]?.appliedAt instanceof Date);
        assertEquals([...await sql`select name, colour from fruit`], [{ name: "사과", colour: "red" }]);
      }),
    );

    it(
      "up goes to a version and no further, and never back",
      inDatabase(async (sql, folder) => {
        await write(folder, { ...FIRST, ...SECOND });
        const migrations = new Migrations(sql, folder);
        assertEquals(await namesOf(migrations.up(1)), ["1 fruit applied"]);
        assertEquals(await namesOf(migrations.up(2)), ["2 colour applied"]);
        assertEquals(await migrations.up(1), []);
        assertEquals(await namesOf(migrations.status()), ["1 fruit applied", "2 colour applied"]);
      }),
    );

    it(
      "down takes back, newest first, and up applies again",
      inDatabase(async (sql, folder) => {
        await write(folder, { ...FIRST, ...SECOND });
        const migrations = new Migrations(sql, folder);
        assertEquals(await migrations.down(0), []);
        await migrations.up();
        assertEquals(await migrations.down(2), []);
        assertEquals((await migrations.down(0)).map(({ version }) => version), [2, 1]);
        assertEquals(await tables(sql), ["schema_history"]);
        assertEquals(await namesOf(migrations.status()), ["1 fruit waits", "2 colour waits"]);
        assertEquals((await migrations.up()).length, 2);
      }),
    );

    it(
      "up refuses a file that was changed after it was applied, and names it",
      inDatabase(async (sql, folder) => {
        await write(folder, FIRST);
        const migrations = new Migrations(sql, folder);
        await migrations.up();
        await write(folder, { "001.do.fruit.sql": `${FIRST["001.do.fruit.sql"]} -- a harmless change`, ...SECOND });
        await assertRejects(() => migrations.up(), MigrationFailed, "Cannot migrate: 001.do.fruit.sql: MD5");
        assertEquals(await tables(sql), ["fruit", "schema_history"]);
        // With other line ends it is the same file.
        await write(folder, { "001.do.fruit.sql": FIRST["001.do.fruit.sql"]!.replaceAll("\n", "\r\n") });
        assertEquals(await namesOf(migrations.up()), ["2 colour applied"]);
      }),
    );

    it(
      "up, down and requireKnown refuse a database that a newer release has migrated, or whose migrations were passed over",
      inDatabase(async (sql, folder) => {
        await write(folder, { ...FIRST, ...SECOND, ...THIRD });
        const migrations = new Migrations(sql, folder);
        await migrations.up();
        await migrations.requireKnown();
        const refuse = async (naming: string) => {
          for (const act of [() => migrations.up(), () => migrations.down(1), () => migrations.requireKnown()]) {
            await assertRejects(act, MigrationFailed, naming);
          }
          assertEquals((await sql`select from schema_history where version > 0`).count, 3);
        };
        for (const name of Object.keys(THIRD)) await Deno.remove(`${folder}/${name}`);
        await refuse("Cannot use the database: 003 shape is applied and unknown to this release");
        await write(folder, THIRD);
        await sql`delete from schema_history where version = 2`;
        await sql`insert into schema_history (version, name, md5, run_at) values (4, 'later', 'x', now())`;
        await write(folder, { "004.do.later.sql": "select 1;\n", "004.undo.later.sql": "select 1;\n" });
        await refuse("002 colour was passed over");
      }),
    );

    it(
      "up that fails in the middle leaves everything as it was",
      inDatabase(async (sql, folder) => {
        await write(folder, { ...FIRST, "002.do.bad.sql": "create table half (n int); select no_such_function();" });
        const migrations = new Migrations(sql, folder);
        await assertRejects(
          () => migrations.up(),
          MigrationFailed,
          "Cannot migrate: 002.do.bad.sql: function no_such_function() does not exist",
        );
        assertEquals(await tables(sql), []);
        await Deno.remove(`${folder}/002.do.bad.sql`);
        assertEquals(await namesOf(migrations.up()), ["1 fruit applied"]);
      }),
    );

    it(
      "up finds the files wherever their folder is, and says when there are none",
      inDatabase(async (sql, folder) => {
        const odd = `${folder}/shop [old] {a,b} (1) *?!`;
        await Deno.mkdir(odd);
        await assertRejects(() => new Migrations(sql, odd).up(), MigrationFailed, "holds no migrations");
        await write(odd, FIRST);
        assertEquals(await namesOf(new Migrations(sql, odd).up()), ["1 fruit applied"]);
      }),
    );

    it(
      "up by two runners at once applies everything once",
      inDatabase(async (sql, folder) => {
        await write(folder, { ...FIRST, ...SECOND });
        const applied = await Promise.all([1, 2, 3].map(() => new Migrations(sql, folder).up()));
        assertEquals(applied.flat().map(({ version }) => version), [1, 2]);
        assertEquals([...await sql`select name from fruit`], [{ name: "사과" }]);
      }),
    );

    it(
      "the shop's own migrations go up, all the way down and up again",
      inDatabase(async (sql) => {
        const migrations = new Migrations(sql, MIGRATIONS);
        const all = (await migrations.up()).map(({ version }) => version);
        assert(all.length > 0);
        const there = await schema(sql);
        assertEquals((await migrations.down(0)).map(({ version }) => version), all.toReversed());
        assertEquals(await tables(sql), ["schema_history"]);
        assertEquals((await migrations.up()).length, all.length);
        assertEquals(await schema(sql), there);
      }),
    );
  });
}

const FIRST: Readonly<Record<string, string>> = {
  "001.do.fruit.sql": "create table fruit (name text);\ninsert into fruit values ('사과');\n",
  "001.undo.fruit.sql": "drop table fruit;\n",
};
const SECOND: Readonly<Record<string, string>> = {
  "002.do.colour.sql": "alter table fruit add column colour text not null default 'red';\n",
  "002.undo.colour.sql": "alter table fruit drop column colour;\n",
};

const THIRD: Readonly<Record<string, string>> = {
  "003.do.shape.sql": "alter table fruit add column shape text;\n",
  "003.undo.shape.sql": "alter table fruit drop column shape;\n",
};

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${folder}/${name}`, text);
}

async function namesOf(migrations: ReturnType<Migrations["status"]>): Promise<string[]> {
  return (await migrations).map(({ version, name, appliedAt }) =>
    `${version} ${name} ${appliedAt === null ? "waits" : "applied"}`
  );
}

async function tables(sql: Sql): Promise<string[]> {
  return (await sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`)
    .map(({ name }) => name);
}

async function schema(sql: Sql): Promise<string[]> {
  const columns = await sql`
    select format('%s.%s %s %s', table_name, column_name, data_type, column_default) as line
    from information_schema.columns where table_schema = 'public'
    union all
    select indexdef from pg_indexes where schemaname = 'public'
    order by 1`;
  return columns.map(({ line }) => line);
}
