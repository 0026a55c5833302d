import { assert, assertEquals, assertRejects } from "@std/assert";
import "../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { temporaryPostgresPair } from "../../../testing/engines/pairs/temporary_postgres_pair.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { tcpProxy } from "../../../testing/network/tcp_proxy.ts";
import { connectPostgres, type Sql } from "./connect.ts";
import { checkPostgresConnection } from "./preflight.ts";

Deno.test("a failover is followed by every connection, through a name that moves and through several hosts", async () => {
  await using servers = await temporaryPostgresPair();
  await using proxy = tcpProxy(servers.first);
  const byName = `postgres://postgres@127.0.0.1:${proxy.port}/postgres`;
  const [host, port] = servers.first.split(":");
  const byHosts = {
    url: `postgres://postgres@${servers.second}/postgres`,
    otherHosts: [{ host: host!, port: Number(port) }],
  };
  const named = connectPostgres({ url: byName, max: 4 });
  const listed = connectPostgres({ ...byHosts, max: 4 });
  await using _closing = { [Symbol.asyncDispose]: async () => void await Promise.all([named.end(), listed.end()]) };
  await named`create table seen (n int)`;
  assertEquals(await portsOf(listed), new Set([port]), "the standby is passed over");
  assertEquals(await portsOf(named), new Set([port]));

  await servers.failOver();
  const refused = await assertRejects(() => untilRefusedBy(named), Error);
  assertEquals((refused as { code?: string }).code, "25006");
  assertEquals((await checkPostgresConnection({ url: byName }))?.code, "read_only");
  assertEquals(await checkPostgresConnection({ ...byHosts }), null);
  proxy.redirect(servers.second);
  const newPort = servers.second.split(":")[1]!;
  for (const sql of [named, listed]) {
    await waitUntil("write to the new primary", () => sql`insert into seen values (1)`.then(() => true));
    assertEquals(await portsOf(sql), new Set([newPort]));
  }
  assertEquals([...await listed`select count(*)::int as n from seen`], [{ n: 2 }]);
});

Deno.test("hosts of which none is the primary are refused, and one that is unreachable is passed over", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { hostname, port, pathname } = new URL(database.url);
  const unreachable = { host: "127.0.0.1", port: 1 };
  const url = `postgres://postgres@127.0.0.1:1${pathname}`;
  const other = { host: hostname, port: Number(port) };
  assertEquals(await checkPostgresConnection({ url, otherHosts: [other] }), null);
  assertEquals((await checkPostgresConnection({ url, otherHosts: [unreachable] }))?.code, "nothing_listens");
  await database.sql`alter database ${database.sql(pathname.slice(1))} set default_transaction_read_only = on`;
  const both = { url: database.url, otherHosts: [other] };
  assertEquals((await checkPostgresConnection(both))?.code, "read_only");
  assertEquals(await checkPostgresConnection({ ...both, takesReadOnlyServers: true }), null);
});

const WRONG_SERVERS: Readonly<Record<string, (sql: Sql) => Promise<unknown>>> = {
  "refuses a write": async (sql) =>
    await assertRejects(
      () =>
        sql.begin(async (tx) => {
          await tx`set transaction read only`;
          await tx`create table refused (n int)`;
        }),
      Error,
      "read-only",
    ),
  "becomes read-only": async (sql) => await sql`set default_transaction_read_only = on`,
};

for (const [what, happen] of Object.entries(WRONG_SERVERS)) {
  Deno.test(`when a server ${what}, every connection of the pool is opened anew`, async () => {
    await using database = await temporaryDatabase({ migrated: false });
    const sql = connectPostgres({ url: database.url, max: 4 });
    await using _closing = { [Symbol.asyncDispose]: () => sql.end() };
    const before = await sessionsOf(sql);
    assertEquals(before.size, 4);
    await happen(sql);
    await waitUntil("have other sessions alone", async () => {
      const after = await sessionsOf(sql);
      return [...after].every((pid) => !before.has(pid));
    });
    await sql`create table taken (n int)`;
  });
}

Deno.test("a write in a transaction that is read only by its mode costs no connection", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const sql = connectPostgres({ url: database.url, max: 1 });
  await using _closing = { [Symbol.asyncDispose]: () => sql.end() };
  const before = await sessionsOf(sql);
  await assertRejects(() => sql.begin("read only", (tx) => tx`create table refused (n int)`), Error, "read-only");
  // A dropped connection would be closed meanwhile.
  await sql`select pg_sleep(0.2)`;
  assertEquals(await sessionsOf(sql), before);
});

/** Of all connections, which are busy at the same time. */
async function sessionsOf(sql: Sql): Promise<Set<number>> {
  const all = Array.from({ length: sql.options.max }, () => sql`select pg_backend_pid() as pid, pg_sleep(0.05)`);
  return new Set((await Promise.all(all)).map(([row]) => row!.pid));
}

async function portsOf(sql: Sql): Promise<Set<string>> {
  const all = Array.from(
    { length: sql.options.max },
    () => sql`select current_setting('port') as port, pg_sleep(0.05)`,
  );
  return new Set((await Promise.all(all)).map(([row]) => row!.port));
}

/** The connections that the restart closed are noticed one by one. */
async function untilRefusedBy(sql: Sql): Promise<void> {
  for (let nth = 0; nth < 20; nth++) {
    try {
      await sql`insert into seen values (0)`;
    } catch (error) {
      assert(error instanceof Error);
      if (!/CONNECTION|ECONN|hung up|terminating/.test(`${(error as { code?: string }).code} ${error.message}`)) {
        throw error;
      }
    }
  }
}
