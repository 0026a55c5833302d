import { assertEquals } from "@std/assert";
import type { PostgresFacts } from "../../adapters/postgres/core/probe.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import type { CheckResult } from "./check_result.ts";
import { checkPostgres } from "./check_postgres.ts";

const config: ServerDatabase = {
  otherHosts: [],
  passwordFile: null,
  kind: "server",
  source: "production",
  url: "postgres://postgres:s3cret@db.example.com:5432/sesac_db",
  tls: "verify-full",
  caFile: "/etc/ca.pem",
  certificate: null,
  prepare: true,
  poolSize: 10,
};
const facts: PostgresFacts = {
  version: "16.14",
  versionNumber: 160_014,
  user: "postgres",
  encoding: "UTF8",
  tlsVersion: "TLSv1.3",
  readOnly: false,
  writeRefusal: null,
  vector: { available: "0.8.5", installed: "0.8.5" },
  clockOffsetMs: -12.4,
  databaseBytes: 10_000_000,
  connections: { used: 5, limit: 100 },
  pooling: { mode: "session" },
};
const applied = [{ version: 1, name: "commerce", appliedAt: new Date(0) }];

function resultsFor(changed: Partial<PostgresFacts>, settings: Partial<ServerDatabase> = {}): CheckResult[] {
  return checkPostgres({ ...facts, ...changed }, applied, { ...config, ...settings });
}

/** What is not well, as "check: status". */
function complaints(results: readonly CheckResult[]): string[] {
  return results.filter(({ status }) => status !== "ok").map(({ check, status }) => `${check}: ${status}`);
}

Deno.test("checkPostgres has nothing to say against a good server", () => {
  assertEquals(complaints(resultsFor({})), []);
});

Deno.test("checkPostgres finds what keeps the shop from working", () => {
  assertEquals(complaints(resultsFor({ versionNumber: 130_011 })), ["version: error"]);
  assertEquals(complaints(resultsFor({ readOnly: true })), ["writable: error"]);
  for (const encoding of ["LATIN1", "EUC_KR", "SQL_ASCII"]) {
    assertEquals(complaints(resultsFor({ encoding })), ["encoding: error"]);
  }
  assertEquals(complaints(resultsFor({ writeRefusal: "permission denied for schema public" })), ["writable: error"]);
});

Deno.test("checkPostgres finds what will hurt later", () => {
  assertEquals(complaints(resultsFor({ vector: { available: null, installed: null } })), ["pgvector: warning"]);
  assertEquals(complaints(resultsFor({ clockOffsetMs: 1_500 })), ["clock: warning"]);
  assertEquals(complaints(resultsFor({ connections: { used: 85, limit: 100 } })), ["connections: warning"]);
  const waiting = [...applied, { version: 2, name: "identity", appliedAt: null }];
  const results = checkPostgres(facts, waiting, config);
  assertEquals(complaints(results), ["migrations: warning"]);
});

Deno.test("checkPostgres minds a transaction pooler only with prepared statements that it does not know", () => {
  const pooling = (prepares: boolean) => ({ pooling: { mode: "transaction" as const, prepares } });
  assertEquals(complaints(resultsFor(pooling(false))), ["pooling: error"]);
  assertEquals(complaints(resultsFor(pooling(true))), []);
  for (const prepare of [false, null]) assertEquals(complaints(resultsFor(pooling(false), { prepare })), []);
});

Deno.test("checkPostgres minds TLS without a check only beyond this machine", () => {
  assertEquals(complaints(resultsFor({}, { tls: "require" })), ["tls: warning"]);
  assertEquals(complaints(resultsFor({ tlsVersion: null }, { tls: "off" })), ["tls: warning"]);
  assertEquals(complaints(resultsFor({ tlsVersion: null }, { tls: "off", url: "postgres://p@127.0.0.1/d" })), []);
});

Deno.test("checkPostgres never shows the password", () => {
  const all = resultsFor({});
  assertEquals(all.filter(({ message, remedy }) => `${message}${remedy}`.includes("s3cret")), []);
});
