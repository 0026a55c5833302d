import { assertEquals, assertStringIncludes } from "@std/assert";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { temporarySourcing } from "../../testing/engines/temporary_sourcing.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { unixProxy } from "../../testing/network/unix_proxy.ts";

interface Report {
  readonly databases: readonly {
    readonly database: string;
    readonly changed: readonly number[];
    readonly migrations: readonly { readonly version: number; readonly appliedAt: string | null }[];
  }[];
}

type Env = Readonly<Record<string, string>>;

async function migrate(env: Env, ...args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await runProcessToEnd("migrate", { args: [...args, "--json"], env });
  assertEquals(code, 0, stderr);
  return JSON.parse(stdout);
}

async function refusal(env: Env, args: readonly string[], status = 2): Promise<string> {
  const { code, stdout, stderr } = await runProcessToEnd("migrate", { args, env });
  assertEquals([code, stdout], [status, ""], stderr);
  return stderr;
}

Deno.test("migrate brings up the shop's database, then source, dropship, market, each with a history of its own", async () => {
  await using shop = await temporaryDatabase({ migrated: false });
  await using three = await temporarySourcing({ migrated: false });
  const env = { DATABASE_URL: shop.url, ...three.env };
  const { databases } = await migrate(env);
  assertEquals(databases.map(({ database }) => database), ["main", "source", "dropship", "market"]);
  for (const { changed, migrations } of databases) assertEquals(changed, migrations.map(({ version }) => version));
  assertEquals((await migrate(env)).databases.flatMap(({ changed }) => changed), []);
  assertEquals((await three.dropship`select version from schema_history where version > 0`).count, 2);
  const vector = async (sql: typeof shop.sql) => (await sql`select from pg_extension where extname = 'vector'`).count;
  assertEquals(await Promise.all([three.source, three.dropship, three.market].map(vector)), [0, 1, 1]);

  const down = await migrate(env, "down", "--to", "0", "--database", "dropship");
  assertEquals(down.databases.map(({ database, changed }) => [database, changed]), [["dropship", [2, 1]]]);
  const { databases: status } = await migrate(env, "status");
  assertEquals(
    status.slice(1).map(({ migrations }) => migrations.every(({ appliedAt }) => appliedAt !== null)),
    [true, false, true],
  );
});

Deno.test("migrate goes through Unix sockets as the guide writes them, and says where it is", async () => {
  await using three = await temporarySourcing({ migrated: false });
  await using proxy = await unixProxy(three.env.SOURCE_DATABASE_URL!);
  const viaSocket = Object.fromEntries(
    Object.entries(three.env).map(([name, value]) => {
      if (!name.endsWith("_DATABASE_URL")) return [name, value];
      const { username, pathname } = new URL(value);
      return [name, `postgresql+psycopg://${username}@${pathname}?host=${proxy.folder}&port=${proxy.port}`];
    }),
  );
  const { databases } = await migrate(viaSocket, "up", "--database", "source");
  assertEquals(databases.map(({ database, changed }) => [database, changed]), [["source", [1, 2, 3, 4]]]);
  assertEquals((await three.source`select from supplier_item_raw`).count, 0);
});

Deno.test("migrate refuses two addresses of one database, however they are written, and changes nothing", async () => {
  await using three = await temporarySourcing({ migrated: false });
  await using proxy = await unixProxy(three.env.SOURCE_DATABASE_URL!);
  const { username, pathname } = new URL(three.env.SOURCE_DATABASE_URL!);
  const DROPSHIP_DATABASE_URL = `postgres://${username}@${pathname}?host=${proxy.folder}&port=${proxy.port}`;
  const stderr = await refusal({ ...three.env, DROPSHIP_DATABASE_URL }, []);
  assertStringIncludes(stderr, "DROPSHIP_DATABASE_URL leads to the database that SOURCE_DATABASE_URL leads to");
  assertEquals((await three.source`select from pg_tables where schemaname = 'public'`).count, 0);
});

Deno.test("migrate refuses a database that carries another one's tables", async () => {
  await using shop = await temporaryDatabase();
  await using three = await temporarySourcing();
  const { SOURCE_DATABASE_URL, MARKET_DATABASE_URL } = three.env as Record<string, string>;
  const swapped = await refusal({
    ...three.env,
    SOURCE_DATABASE_URL: MARKET_DATABASE_URL!,
    MARKET_DATABASE_URL: SOURCE_DATABASE_URL!,
  }, []);
  assertStringIncludes(swapped, "SOURCE_DATABASE_URL leads to");
  assertStringIncludes(swapped, "which carries tables of the market database (market_accounts");
  assertStringIncludes(swapped, "which carries tables of the source database (supplier_accounts");
  const mixed = await refusal({ ...three.env, DROPSHIP_DATABASE_URL: shop.url }, []);
  assertStringIncludes(mixed, "which carries tables of the shop database (users");
});

Deno.test("migrate refuses two of three addresses, a version for several databases, and names the one that fails", async () => {
  await using three = await temporarySourcing({ migrated: false });
  const { MARKET_DATABASE_URL: _, ...two } = three.env;
  assertStringIncludes(await refusal(two, []), "MARKET_DATABASE_URL is not set");
  assertStringIncludes(await refusal(three.env, ["down", "--to", "0"]), "--database is missing");
  assertStringIncludes(await refusal(three.env, ["up", "--database", "target"]), "--database");
  assertStringIncludes(await refusal({}, ["up", "--database", "market"]), "MARKET_DATABASE_URL are not set");
  await three.dropship`create table products (taken int)`;
  const failed = await refusal({ ...three.env, LOG_LEVEL: "fatal" }, ["up", "--database", "dropship"], 1);
  assertStringIncludes(failed, "the dropship database: Cannot migrate: 001.do.products.sql");
});
