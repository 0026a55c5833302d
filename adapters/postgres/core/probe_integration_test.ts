import { assert, assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { probePostgres } from "./probe.ts";

Deno.test("probePostgres tells what the server is and leaves nothing behind", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const tables = () => database.sql`select relname from pg_class where relname like 'tillstream_doctor%'`;
  const probe = await probePostgres({ url: database.url });
  assert(probe.reachable, JSON.stringify(probe));
  const { facts } = probe;
  assert(facts.versionNumber >= 140_000);
  assertEquals([facts.readOnly, facts.writeRefusal, facts.tlsVersion], [false, null, null]);
  assertEquals(facts.encoding, "UTF8");
  assert(facts.vector.available !== null, "the test server has pgvector");
  assertEquals(facts.vector.installed, null);
  assert(Math.abs(facts.clockOffsetMs) < 1_000, `${facts.clockOffsetMs} ms`);
  assert(facts.databaseBytes > 1_000_000);
  assert(facts.connections.limit > facts.connections.used);
  assertEquals(facts.pooling, { mode: "session" });
  assertEquals((await tables()).count, 0);
});

Deno.test("probePostgres says why a user may not write", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const user = uniqueName("reader");
  await sql`create role ${sql(user)} login`;
  try {
    await sql`revoke create on schema public from public`;
    const probe = await probePostgres({ url: Object.assign(new URL(database.url), { username: user }).href });
    assert(probe.reachable, JSON.stringify(probe));
    assertEquals(probe.facts.writeRefusal, "permission denied for schema public");
  } finally {
    await sql`drop role ${sql(user)}`;
  }
});

Deno.test("probePostgres tells a database that was set to read only", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  await sql`alter database ${sql(new URL(database.url).pathname.slice(1))} set default_transaction_read_only = on`;
  const probe = await probePostgres({ url: database.url });
  assertEquals(probe.reachable && probe.facts.readOnly, true);
});

Deno.test("probePostgres says why there is nothing to see", async () => {
  await using database = await temporaryDatabase();
  const elsewhere = Object.assign(new URL(database.url), { pathname: `/${uniqueName("nothing")}` }).href;
  const missing = await probePostgres({ url: elsewhere });
  assertEquals(!missing.reachable && missing.refusal.code, "no_such_database");
  const silent = await probePostgres({ url: "postgres://nobody@127.0.0.1:1/none" });
  assertEquals(!silent.reachable && silent.refusal.code, "nothing_listens");
});
