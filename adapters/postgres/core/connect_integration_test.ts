import { assert, assertEquals, assertRejects } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { tcpProxy } from "../../../testing/network/tcp_proxy.ts";
import { connectPostgres, type Sql, type SqlScope } from "./connect.ts";

/** A transaction's connection dies in the middle of each. What follows must not end the process, as the driver alone would. */
const WORKS: Readonly<Record<string, (tx: SqlScope, die: () => Promise<void>) => Promise<unknown>>> = {
  "while a statement runs": async (tx, die) => await Promise.all([tx`select pg_sleep(30)`, die()]),
  "between two statements": async (tx, die) => {
    await die();
    return await tx`select 1`;
  },
  "before statements that are caught one by one": async (tx, die) => {
    await die();
    for (let i = 0; i < 3; i++) await tx`select 1`.catch(() => {});
  },
  "before an unsafe statement": async (tx, die) => {
    await die();
    return await tx.unsafe("select 1");
  },
  "before the commit": async (_tx, die) => await die(),
  "before an error of the caller's own": async (_tx, die) => {
    await die();
    throw new Error("of the caller's own");
  },
};

for (const [when, work] of Object.entries(WORKS)) {
  Deno.test(`begin rejects when its connection is lost ${when}, and the pool goes on`, async () => {
    await using database = await temporaryDatabase();
    const { sql } = database;
    const admin = connectPostgres({ url: database.url, max: 1 });
    await using _closing = { [Symbol.asyncDispose]: () => admin.end() };
    for (let round = 0; round < 3; round++) {
      const error = await assertRejects(() =>
        sql.begin(async (tx) => {
          const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
          await work(tx, () => terminate(admin, row!.pid));
        }), Error);
      assert((error as { code?: string }).code !== undefined, String(error));
      assertEquals([...await sql`select 1 as one`], [{ one: 1 }]);
      assertEquals([...await sql.begin((tx) => tx`select 2 as two`)], [{ two: 2 }]);
    }
  });
}

Deno.test("begin commits, and rolls back what throws, as the driver's own", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  const { sql } = database;
  await sql`create table seen (n int)`;
  await sql.begin(async (tx) => void await tx`insert into seen values (1)`);
  await assertRejects(
    () =>
      sql.begin(async (tx) => {
        await tx`insert into seen values (2)`;
        throw new TypeError("on purpose");
      }),
    TypeError,
    "on purpose",
  );
  const failed = await assertRejects(() => sql.begin((tx) => tx`insert into nowhere values (3)`), Error);
  assertEquals((failed as { code?: string }).code, "42P01");
  await assertRejects(() => sql.begin("read only", (tx) => tx`insert into seen values (4)`), Error, "read-only");
  assertEquals([...await sql`select n from seen`], [{ n: 1 }]);
});

Deno.test("a statement fails soon when the server hangs up before it answers, and the pool goes on once it has recovered", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using proxy = tcpProxy(new URL(database.url).host);
  const sql = connectPostgres({ url: Object.assign(new URL(database.url), { host: `127.0.0.1:${proxy.port}` }).href });
  await using _closing = { [Symbol.asyncDispose]: () => sql.end() };
  proxy.cut();
  for (let round = 0; round < 3; round++) {
    const error = await assertRejects(() => sql`select 1`, Error, "hung up");
    assertEquals((error as { code?: string }).code, "CONNECTION_CLOSED");
  }
  await assertRejects(() => sql.begin((tx) => tx`select 1`), Error);
  proxy.restore();
  assertEquals([...await sql`select 1 as one`], [{ one: 1 }]);
});

Deno.test("a connection that is lost with its first statement under way fails that statement, and nothing else", async () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const client of listener) {
      await client.read(new Uint8Array(1_024));
      await client.write(WELCOME);
      // Closed with something unread, a connection is reset.
      await new Promise((resolve) => setTimeout(resolve, 50));
      client.close();
    }
  })();
  const { port } = listener.addr as Deno.NetAddr;
  const sql = connectPostgres({ url: `postgres://me@127.0.0.1:${port}/shop`, max: 3 });
  for (let round = 0; round < 3; round++) {
    await Promise.all([1, 2, 3].map(() => assertRejects(() => sql`select 1`, Error)));
    await assertRejects(() => sql.begin((tx) => tx`select 1`), Error);
  }
  // Without a limit the driver waits for the statements that have failed.
  await sql.end({ timeout: 1 });
  listener.close();
  await serving;
});

/** AuthenticationOk and ReadyForQuery (PostgreSQL's manual, 55.7). */
const WELCOME = new Uint8Array([byte("R"), 0, 0, 0, 8, 0, 0, 0, 0, byte("Z"), 0, 0, 0, 5, byte("I")]);

function byte(character: string): number {
  return character.charCodeAt(0);
}

/** Ends a session of the server, and waits until this side has noticed. */
async function terminate(admin: Sql, pid: number): Promise<void> {
  await admin`select pg_terminate_backend(${pid})`;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
