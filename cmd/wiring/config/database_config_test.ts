import { assertEquals, assertThrows } from "@std/assert";
import { parseDatabaseConfig, type ServerDatabase } from "./database_config.ts";
import { type Env, WrongSettings } from "./settings.ts";

function server(env: Env): ServerDatabase {
  const config = parseDatabaseConfig(env);
  if (config.kind !== "server") throw new Error("the embedded database was chosen");
  return config;
}

const refused = (env: Env, ...parts: string[]) => {
  const error = assertThrows(() => parseDatabaseConfig(env), WrongSettings);
  for (const part of parts) assertEquals(error.message.includes(part), true, `${error.message} lacks ${part}`);
};

const SUPABASE = {
  DB_TYPE: "supabase",
  SUPABASE_DIRECT_URL: "postgresql://postgres:[YOUR-PASSWORD]@db.xxxx.supabase.co:5432/postgres",
  SUPABASE_PASSWORD: "your_actual_password",
};
const RDS = {
  DB_TYPE: "rds",
  RDS_USER: "admin",
  RDS_PASSWORD: "your_rds_password",
  RDS_HOST: "your-rds-endpoint.amazonaws.com",
  RDS_DB: "sesac_db",
};
const PRODUCTION = {
  DB_TYPE: "production",
  POSTGRES_HOST: "prod-db.example.com",
  POSTGRES_PASSWORD: "secure_password",
};

Deno.test("parseDatabaseConfig of nothing is the embedded database", () => {
  assertEquals(parseDatabaseConfig({}), { kind: "embedded" });
});

Deno.test("parseDatabaseConfig reads the guide's local settings, all of them with defaults", () => {
  const guide = {
    DB_TYPE: "local",
    POSTGRES_USER: "postgres",
    POSTGRES_PASSWORD: "password",
    POSTGRES_DB: "sesac_db",
    POSTGRES_HOST: "localhost",
    POSTGRES_PORT: "5432",
  };
  const { url, tls, prepare, source } = server(guide);
  assertEquals(url, "postgres://postgres:password@localhost:5432/sesac_db");
  assertEquals([tls, prepare, source], ["off", null, "local"]);
  assertEquals(server({ DB_TYPE: "local" }), server(guide));
});

Deno.test("parseDatabaseConfig replaces [YOUR-PASSWORD] in the guide's Supabase address and speaks TLS", () => {
  const { url, tls, prepare } = server(SUPABASE);
  assertEquals(url, "postgres://postgres:your_actual_password@db.xxxx.supabase.co:5432/postgres");
  assertEquals([tls, prepare], ["require", null]);
  assertEquals(
    server({ ...SUPABASE, SUPABASE_PASSWORD: "p@ss/word:$&1 한글" }).url,
    "postgres://postgres:p%40ss%2Fword%3A%24%261%20%ED%95%9C%EA%B8%80@db.xxxx.supabase.co:5432/postgres",
  );
  const filledIn = {
    DB_TYPE: "supabase",
    SUPABASE_DIRECT_URL: "postgresql://postgres:pw@db.xxxx.supabase.co:5432/postgres",
  };
  assertEquals(server(filledIn).url, "postgres://postgres:pw@db.xxxx.supabase.co:5432/postgres");
  refused({ ...SUPABASE, SUPABASE_PASSWORD: undefined }, "SUPABASE_PASSWORD is not set", "[YOUR-PASSWORD]");
});

Deno.test("parseDatabaseConfig uses Supabase's shared pooler in session mode, its dedicated one without prepared statements", () => {
  const pooler = (place: string) => {
    const SUPABASE_DIRECT_URL = `postgresql://postgres.xxxx:[YOUR-PASSWORD]@${place}/postgres`;
    const { url, prepare } = server({ ...SUPABASE, SUPABASE_DIRECT_URL });
    return [new URL(url).host, prepare];
  };
  const shared = "aws-0-ap-northeast-2.pooler.supabase.com";
  assertEquals(pooler(`${shared}:5432`), [`${shared}:5432`, null]);
  assertEquals(pooler(`${shared}:6543`), [`${shared}:5432`, null]);
  assertEquals(pooler("db.xxxx.supabase.co:6543"), ["db.xxxx.supabase.co:6543", false]);
  const { url } = server({ DATABASE_URL: `postgres://u:p@${shared}:6543/postgres?pgbouncer=true` });
  assertEquals(new URL(url).port, "5432");
});

Deno.test("parseDatabaseConfig reads the guide's RDS settings and speaks TLS", () => {
  const { url, tls } = server(RDS);
  assertEquals(url, "postgres://admin:your_rds_password@your-rds-endpoint.amazonaws.com:5432/sesac_db");
  assertEquals(tls, "require");
  assertEquals(server({ ...RDS, RDS_PORT: "5433" }).url.includes(":5433/"), true);
  refused(
    { DB_TYPE: "rds" },
    "RDS_USER is not set",
    "RDS_PASSWORD is not set",
    "RDS_HOST is not set",
    "RDS_DB is not set",
  );
});

Deno.test("parseDatabaseConfig reads the guide's production settings and asks for what has no safe default", () => {
  const { url, tls } = server(PRODUCTION);
  assertEquals(url, "postgres://postgres:secure_password@prod-db.example.com:5432/sesac_db");
  assertEquals(tls, "require");
  refused({ DB_TYPE: "production" }, "POSTGRES_PASSWORD is not set", "POSTGRES_HOST is not set");
});

Deno.test("parseDatabaseConfig checks the certificate wherever an authority was given", () => {
  for (const env of [RDS, SUPABASE, PRODUCTION, { DATABASE_URL: "postgres://h/d" }]) {
    const { tls, caFile } = server({ ...env, DATABASE_CA_FILE: "/etc/ca.pem" });
    assertEquals([tls, caFile], ["verify-full", "/etc/ca.pem"]);
  }
  const required = { DATABASE_URL: "postgres://h/d?sslmode=require", DATABASE_CA_FILE: "/etc/ca.pem" };
  assertEquals(server(required).tls, "verify-full");
});

Deno.test("parseDatabaseConfig takes TLS from DATABASE_SSLMODE, and from the URL before that", () => {
  assertEquals(server({ ...PRODUCTION, DATABASE_SSLMODE: "disable" }).tls, "off");
  assertEquals(server({ ...RDS, DATABASE_SSLMODE: "verify-full" }).tls, "verify-full");
  const { url, tls } = server({ DATABASE_URL: "postgres://h/d?sslmode=verify-ca", DATABASE_SSLMODE: "disable" });
  assertEquals([url, tls], ["postgres://h/d", "verify-full"]);
  refused({ DATABASE_URL: "postgres://h/d?sslmode=maybe" }, "sslmode=maybe");
  refused({ ...RDS, DATABASE_SSLMODE: "maybe" }, "DATABASE_SSLMODE");
});

Deno.test("parseDatabaseConfig switches prepared statements off for any pooler it is told of", () => {
  assertEquals(server({ DATABASE_URL: "postgres://h/d?pgbouncer=true" }).prepare, false);
  assertEquals(server({ ...PRODUCTION, POSTGRES_PORT: "6432", DATABASE_PREPARE: "false" }).prepare, false);
  assertEquals(server({ DATABASE_URL: "postgres://h:6543/d", DATABASE_PREPARE: "true" }).prepare, true);
});

Deno.test("parseDatabaseConfig keeps special characters of user, password and database apart from the address", () => {
  const { url } = server({ ...PRODUCTION, POSTGRES_USER: "a@b", POSTGRES_PASSWORD: "c:/d?#", POSTGRES_DB: "e f" });
  assertEquals(url, "postgres://a%40b:c%3A%2Fd%3F%23@prod-db.example.com:5432/e%20f");
  assertEquals(server({ ...PRODUCTION, POSTGRES_HOST: "[::1]" }).url.includes("@[::1]:5432/"), true);
});

Deno.test("parseDatabaseConfig refuses what is no host, no address, and two answers to one question", () => {
  refused({ ...RDS, RDS_HOST: "endpoint.example.com:5432" }, "RDS_HOST", "without a port");
  refused({ ...PRODUCTION, POSTGRES_HOST: "https://db.example.com" }, "POSTGRES_HOST");
  refused({ DATABASE_URL: "mysql://h/d" }, "DATABASE_URL is not an address");
  refused({ DATABASE_URL: "postgres://h/d", DB_TYPE: "local" }, "DATABASE_URL and DB_TYPE are both set");
  refused({ DB_TYPE: "oracle" }, "DB_TYPE");
});

Deno.test("parseDatabaseConfig never repeats a password", () => {
  const error = assertThrows(
    () => parseDatabaseConfig({ ...SUPABASE, SUPABASE_DIRECT_URL: "not an address with s3cret" }),
    WrongSettings,
  );
  assertEquals(error.message.includes("s3cret"), false);
});
