import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { MIGRATIONS } from "../../../testing/engines/temporary_database.ts";
import { checkMigrations, type MigrationsCheck } from "./check_migrations.ts";
import type { Sql } from "./connect.ts";
import { Migrations } from "./migrations.ts";
import type { EmptyDatabase } from "./migrations_contract.ts";

/** The database to check, and an empty one beside it. */
interface CheckedDatabases {
  readonly live: EmptyDatabase;
  readonly scratch: EmptyDatabase;
}

/** The same cases on a real server and on the embedded database. */
export function checkMigrationsContract(engine: string, open: () => Promise<CheckedDatabases>): void {
  interface Bench {
    readonly sql: Sql;
    readonly folder: string;
    readonly check: () => Promise<MigrationsCheck>;
  }
  const onFolder = (files: Readonly<Record<string, string>>, work: (bench: Bench) => Promise<void>) => async () => {
    const { live, scratch } = await open();
    await using _live = live;
    await using _scratch = scratch;
    const folder = await Deno.makeTempDir();
    try {
      for (const [name, text] of Object.entries(files)) await Deno.writeTextFile(`${folder}/${name}`, text);
      await new Migrations(live.sql, folder).up();
      await work({ sql: live.sql, folder, check: () => checkMigrations(live.sql, scratch.sql, folder) });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  };

  describe(`checkMigrations in ${engine}`, () => {
    it("finds the shop's own database in step with its migrations", async () => {
      const { live, scratch } = await open();
      await using _live = live;
      await using _scratch = scratch;
      const all = await new Migrations(live.sql, MIGRATIONS).up();
      const check = await checkMigrations(live.sql, scratch.sql, MIGRATIONS);
      assertEquals(check, { version: all.at(-1)!.version, waiting: [], strays: [], drift: [] });
    });

    it(
      "finds a database in step whose partitions come and go, and names a default partition that went",
      onFolder(SHOP, async ({ sql, check }) => {
        await sql`create table visits_2026_04 partition of visits for values from ('2026-04-01') to ('2026-05-01')`;
        await sql`create index on visits_2026_04 (at)`;
        await sql`drop table visits_2026_03`;
        assertEquals((await check()).drift, []);
        await sql`drop table visits_other`;
        assertEquals(told(await check()), ["missing partition visits_other"]);
      }),
    );

    it(
      "names what was made by hand, each thing once",
      onFolder(SHOP, async ({ sql, check }) => {
        await sql`create table notes (id bigint generated always as identity primary key, text text not null)`;
        await sql`alter table fruit add column sweet boolean`;
        await sql`create index fruit_by_hand on fruit (lower(name))`;
        await sql`alter table fruit add constraint ripe check (price < 1000)`;
        await sql`create view cheap as select name from fruit where price < 10`;
        await sql`create type taste as enum ('달다', '시다')`;
        await sql`create function twice(n int) returns int language sql immutable as 'select n * 2'`;
        await sql`create sequence counter`;
        assertEquals(told(await check()), [
          "unexpected column fruit.sweet",
          "unexpected constraint fruit.ripe",
          "unexpected function twice(n integer)",
          "unexpected index fruit_by_hand",
          "unexpected sequence counter",
          "unexpected table notes",
          "unexpected type taste",
          "unexpected view cheap",
        ]);
      }),
    );

    it(
      "names what is missing, each thing once",
      onFolder(SHOP, async ({ sql, check }) => {
        await sql`drop index fruit_price`;
        await sql`alter table fruit drop constraint fruit_price_check, drop column colour`;
        await sql`drop table baskets`;
        assertEquals(told(await check()), [
          "missing column fruit.colour",
          "missing constraint fruit.fruit_price_check",
          "missing index fruit_price",
          "missing table baskets",
        ]);
      }),
    );

    it(
      "tells what is different with both sides of it",
      onFolder(SHOP, async ({ sql, check }) => {
        await sql`alter table fruit alter column price type bigint, alter column origin drop not null`;
        await sql`alter table fruit alter column colour set default 'green'`;
        await sql`drop index fruit_price`;
        await sql`create index fruit_price on fruit (price desc)`;
        const { drift } = await check();
        assertEquals(drift.map(({ kind, name, expected, found }) => [kind, name, expected, found]), [
          ["column", "fruit.colour", "text default 'red'::text", "text default 'green'::text"],
          ["column", "fruit.origin", "text not null default ''::text", "text default ''::text"],
          ["column", "fruit.price", "integer", "bigint"],
          [
            "index",
            "fruit_price",
            "CREATE INDEX fruit_price ON public.fruit USING btree (price)",
            "CREATE INDEX fruit_price ON public.fruit USING btree (price DESC)",
          ],
        ]);
      }),
    );

    it(
      "compares with the migrations that are applied, and tells what waits",
      onFolder(SHOP, async ({ folder, check }) => {
        await Deno.writeTextFile(`${folder}/003.do.later.sql`, "create table later (id int);\n");
        const { version, waiting, strays, drift } = await check();
        assertEquals([version, waiting.map(({ name }) => name), strays, drift], [2, ["later"], [], []]);
      }),
    );

    it(
      "tells of a file that was changed, one that is gone, and one that came too late",
      onFolder({ ...SHOP, "004.do.last.sql": "create table last (id int);\n" }, async ({ folder, check }) => {
        await Deno.writeTextFile(`${folder}/003.do.late.sql`, "create table late (id int);\n");
        const late = await check();
        assertEquals(late.strays, [{ version: 3, name: "late", problem: "passed over" }]);
        assertEquals(told(late), ["missing table late"]);
      }),
    );

    it(
      "tells of a file that was changed after it was applied, and of one that is gone",
      onFolder(SHOP, async ({ sql, folder }) => {
        await Deno.writeTextFile(`${folder}/001.do.fruit.sql`, `${SHOP["001.do.fruit.sql"]}-- changed\n`);
        await Deno.remove(`${folder}/002.do.visits.sql`);
        assertEquals(await new Migrations(sql, folder).strays(), [
          { version: 2, name: "visits", problem: "gone" },
          { version: 1, name: "fruit", problem: "changed" },
        ]);
      }),
    );
  });
}

const SHOP = {
  "001.do.fruit.sql": `
    create table fruit (name text primary key, price int check (price >= 0), colour text default 'red', origin text not null default '');
    create index fruit_price on fruit (price);
    create table baskets (id bigint generated always as identity primary key, fruit text references fruit);
    create index baskets_fruit on baskets (fruit);
  `,
  "002.do.visits.sql": `
    create table visits (at timestamptz not null, who text) partition by range (at);
    create index visits_who on visits (who);
    create table visits_2026_03 partition of visits for values from ('2026-03-01') to ('2026-04-01');
    create table visits_other partition of visits default;
  `,
};

function told({ drift }: MigrationsCheck): string[] {
  return drift.map(({ kind, name, problem }) => `${problem} ${kind} ${name}`);
}
