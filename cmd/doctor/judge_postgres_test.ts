import { assertEquals } from "@std/assert";
import type { PostgresFacts } from "../../adapters/postgres/core/probe.ts";
import type { ServerDatabase } from "../wiring/config/database_config.ts";
import type { Finding } from "./finding.ts";
import { judgePostgres } from "./judge_postgres.ts";

const config: ServerDatabase = {
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

function judge(changed: Partial<PostgresFacts>, settings: Partial<ServerDatabase> = {}): Finding[] {
  return judgePostgres({ reachable: true, facts: { ...facts, ...changed } }, applied, { ...config, ...settings });
}

/** What is not well, as "check: status". */
function complaints(findings: readonly Finding[]): string[] {
  return findings.filter(({ status }) => status !== "ok").map(({ check, status }) => `${check}: ${status}`);
}

function unreachable(code: string, reason: string): Finding {
  return judgePostgres({ reachable: false, code, reason }, null, config)[0]!;
}

Deno.test("judgePostgres has nothing to say against a good server", () => {
  assertEquals(complaints(judge({})), []);
});

Deno.test("judgePostgres finds what keeps the shop from working", () => {
  assertEquals(complaints(judge({ versionNumber: 130_011 })), ["version: error"]);
  assertEquals(complaints(judge({ readOnly: true })), ["writable: error"]);
  assertEquals(complaints(judge({ writeRefusal: "permission denied for schema public" })), ["writable: error"]);
});

Deno.test("judgePostgres finds what will hurt later", () => {
  assertEquals(complaints(judge({ vector: { available: null, installed: null } })), ["pgvector: warning"]);
  assertEquals(complaints(judge({ clockOffsetMs: 1_500 })), ["clock: warning"]);
  assertEquals(complaints(judge({ connections: { used: 85, limit: 100 } })), ["connections: warning"]);
  const waiting = [...applied, { version: 2, name: "identity", appliedAt: null }];
  const findings = judgePostgres({ reachable: true, facts }, waiting, config);
  assertEquals(complaints(findings), ["migrations: warning"]);
});

Deno.test("judgePostgres minds a transaction pooler only with prepared statements that it does not know", () => {
  const pooling = (prepares: boolean) => ({ pooling: { mode: "transaction" as const, prepares } });
  assertEquals(complaints(judge(pooling(false))), ["pooling: error"]);
  assertEquals(complaints(judge(pooling(true))), []);
  assertEquals(complaints(judge(pooling(false), { prepare: false })), []);
});

Deno.test("judgePostgres minds TLS without a check only beyond this machine", () => {
  assertEquals(complaints(judge({}, { tls: "require" })), ["tls: warning"]);
  assertEquals(complaints(judge({ tlsVersion: null }, { tls: "off" })), ["tls: warning"]);
  assertEquals(complaints(judge({ tlsVersion: null }, { tls: "off", url: "postgres://p@127.0.0.1/d" })), []);
});

Deno.test("judgePostgres says how to mend a connection by what failed", () => {
  const mends = ([
    ["28P01", 'password authentication failed for user "postgres"', /user or the password/],
    ["28000", 'role "nobody" does not exist', /user or the password/],
    ["28000", 'no pg_hba.conf entry for host "10.0.0.1", no encryption', /pg_hba\.conf.*DATABASE_SSLMODE=require/],
    ["3D000", 'database "shop" does not exist', /Create the database/],
    ["", "unable to verify the first certificate", /DATABASE_CA_FILE/],
    ["", "Client network socket disconnected before secure TLS connection was established", /disable/],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND db.xxxx.supabase.co", /session pooler/],
    ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:5432", /Start the server/],
    ["CONNECT_TIMEOUT", "write CONNECT_TIMEOUT db.example.com:5432", /firewall/],
  ] as const).map(([code, reason, mend]) => mend.test(unreachable(code, reason).mend ?? "") || reason);
  assertEquals(mends.filter((mend) => mend !== true), []);
});

Deno.test("judgePostgres never shows the password", () => {
  const all = [...judge({}), unreachable("ECONNREFUSED", "refused")];
  assertEquals(all.filter(({ message, mend }) => `${message}${mend}`.includes("s3cret")), []);
});
