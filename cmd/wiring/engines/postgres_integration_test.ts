import { assertEquals, assertRejects } from "@std/assert";
import pino from "pino";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { temporaryPgbouncer } from "../../../testing/engines/temporary_pgbouncer.ts";
import { parseDatabaseConfig, type ServerDatabase } from "../config/database_config.ts";
import { WrongSettings } from "../config/settings.ts";
import { openServer } from "./postgres.ts";

const TRANSACTIONS = 1_500;

function serverAt(DATABASE_URL: string, more: Readonly<Record<string, string>> = {}): ServerDatabase {
  return parseDatabaseConfig({ DATABASE_URL, DATABASE_POOL_SIZE: "20", ...more }) as ServerDatabase;
}

const fail = (error: unknown) => {
  throw error;
};

function capturedLog() {
  const lines: Record<string, unknown>[] = [];
  return { log: pino({ level: "info" }, { write: (line: string) => void lines.push(JSON.parse(line)) }), lines };
}

Deno.test("openServer keeps what it commits behind a transaction pooler that nobody declared", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using pooler = await temporaryPgbouncer(database.url, { sessions: 5 });
  await database.sql`create table kept (n int)`;
  const { log, lines } = capturedLog();
  const { sql } = await openServer({ log, fail }, serverAt(pooler.url), { name: "test" });
  await using _closing = { [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }) };
  const committed = await Promise.all(
    Array.from(
      { length: TRANSACTIONS },
      (_, n) => sql.begin((tx) => tx`insert into kept values (${n})`).then(() => 1, () => 0),
    ),
  );
  assertEquals(committed.filter((one) => one === 1).length, TRANSACTIONS);
  assertEquals([...await database.sql`select count(distinct n) as n from kept`], [{ n: TRANSACTIONS }]);
  assertEquals(lines.map(({ level, msg }) => [level, String(msg).slice(0, 34)]), [
    [40, "a transaction pooler is in between"],
  ]);
});

Deno.test("openServer refuses prepared statements that were asked for and that the pooler does not know", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using pooler = await temporaryPgbouncer(database.url);
  const { log } = capturedLog();
  const error = await assertRejects(
    () => openServer({ log, fail }, serverAt(pooler.url, { DATABASE_PREPARE: "true" }), { name: "test" }),
    WrongSettings,
    "DATABASE_PREPARE is true",
  );
  assertEquals(error.message.includes("session mode"), true);
});

Deno.test("openServer says nothing about a server, a pooler of sessions, and a pooler that was declared", async () => {
  await using database = await temporaryDatabase({ migrated: false });
  await using sessions = await temporaryPgbouncer(database.url, { mode: "session" });
  await using transactions = await temporaryPgbouncer(database.url);
  const declared = serverAt(transactions.url, { DATABASE_PREPARE: "false" });
  for (const server of [serverAt(database.url), serverAt(sessions.url), declared]) {
    const { log, lines } = capturedLog();
    const { sql } = await openServer({ log, fail }, server, { name: "test" });
    assertEquals([...await sql`select ${1}::int as one`], [{ one: 1 }]);
    await sql.end({ timeout: 5 });
    assertEquals(lines, []);
  }
});
