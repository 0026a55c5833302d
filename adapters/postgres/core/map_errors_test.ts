import { assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import { DataRefused, Outage, OverLimit } from "../../../application/shared/fault.ts";
import "../../../testing/engines/leak_checks.ts";
import { connectPostgres } from "./connect.ts";
import { PostgresInbox } from "../commerce/inbox.ts";
import { mapPostgresError, mapPostgresErrors } from "./map_errors.ts";

function failed(code: unknown): Error {
  return Object.assign(new Error("it failed"), { code });
}

Deno.test("mapPostgresError blames the data for what no second try could store", () => {
  for (const code of ["22001", "22003", "22021", "22P02", "22P05", "23502", "23505", "23514", "P0001"]) {
    const error = mapPostgresError(failed(code));
    assertInstanceOf(error, DataRefused);
    assertEquals(error.code, code);
  }
});

Deno.test("mapPostgresError blames the moment for everything else", () => {
  const codes = [
    "23503",
    "40001",
    "40P01",
    "53300",
    "57P01",
    "25006",
    "42P01",
    "08006",
    "ECONNREFUSED",
    "CONNECT_TIMEOUT",
  ];
  for (const error of [...codes, "22", "2200", "", undefined].map(failed)) {
    assertInstanceOf(mapPostgresError(error), Outage, `${(error as { code?: unknown }).code}`);
  }
  for (const thrown of [null, undefined, "text", 7, {}]) assertInstanceOf(mapPostgresError(thrown), Outage);
});

Deno.test("mapPostgresError tells what is over the server's limits, which less may not be", () => {
  for (const code of ["57014", "53200", "54000", "54001", "54011", "54023"]) {
    assertInstanceOf(mapPostgresError(failed(code)), OverLimit, code);
  }
  for (const code of ["57P01", "53300", "540"]) {
    assertEquals(mapPostgresError(failed(code)) instanceof OverLimit, false);
  }
});

Deno.test("mapPostgresError leaves what was translated before as it is, and keeps the cause", () => {
  const cause = failed("57P01");
  const outage = mapPostgresError(cause);
  assertEquals(outage.cause, cause);
  assertEquals(mapPostgresError(outage), outage);
});

Deno.test("mapPostgresErrors tells what a caller threw from what the driver threw", async () => {
  const own = failed("22001");
  const drivers = failed("22001");
  const thrown = await assertRejects(() => mapPostgresErrors((callers) => callers(() => Promise.reject(own))));
  assertEquals(thrown, own);
  await assertRejects(() => mapPostgresErrors(() => Promise.reject(drivers)), DataRefused);
});

Deno.test("PostgresInbox throws Outage when nothing listens at the address", async () => {
  // The discard port; nobody listens there.
  const sql = connectPostgres({ url: "postgres://postgres@127.0.0.1:9/postgres", max: 1 });
  const inbox = new PostgresInbox(sql);
  const at = { group: "g", topic: "t", partition: 0 };
  await assertRejects(() => inbox.position(at), Outage, "Cannot reach Postgres");
  await assertRejects(() => inbox.accept({ ...at, from: 0, to: 1, lastRecordAt: null }, [], []), Outage);
  await sql.end();
});
