import { assertEquals } from "@std/assert";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { temporaryPgbouncer } from "../../../testing/engines/temporary_pgbouncer.ts";
import { connectPostgres } from "./connect.ts";
import { findPooling } from "./pooling.ts";

Deno.test("findPooling tells a server from a pooler, and a transaction pooler from one of sessions", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using transactions = await temporaryPgbouncer(database.url);
  await using sessions = await temporaryPgbouncer(database.url, { mode: "session" });
  assertEquals(await findPooling({ url: database.url }), { mode: "session" });
  assertEquals(await findPooling({ url: sessions.url }), { mode: "session" });
  assertEquals(await findPooling({ url: transactions.url }), { mode: "transaction", prepares: false });
});

Deno.test("findPooling tells a transaction pooler that others keep busy", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using pooler = await temporaryPgbouncer(database.url, { sessions: 8 });
  const busy = connectPostgres({ url: pooler.url, max: 20, prepare: false });
  await using _closing = { [Symbol.asyncDispose]: () => busy.end({ timeout: 5 }) };
  let over = false;
  const load = Array.from({ length: 12 }, async () => {
    while (!over) await busy.begin((sql) => sql`select pg_sleep(0.001)`);
  });
  for (let round = 0; round < 5; round++) {
    assertEquals((await findPooling({ url: pooler.url })).mode, "transaction");
  }
  over = true;
  await Promise.all(load);
});
