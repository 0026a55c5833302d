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
  assertEquals([tls, prepare], ["verify-full", null]);
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
  assertEquals(tls, "verify-full");
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
  assertEquals(tls, "verify-full");
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

Deno.test("parseDatabaseConfig reads several hosts of one database, of which one is the primary", () => {
  const hostsOf = (env: Env) => {
    const { url, otherHosts } = server(env);
    return [new URL(url).host, ...otherHosts.map(({ host, port }) => `${host}:${port}`)];
  };
  const address = (hosts: string, query = "") => ({ DATABASE_URL: `postgres://u:p@${hosts}/d${query}` });
  assertEquals(hostsOf(address("a:1,b:2,c", "?target_session_attrs=read-write")), ["a:1", "b:2", "c:5432"]);
  assertEquals(hostsOf(address("[::1]:1,[::2]:2")), ["[::1]:1", "::2:2"]);
  assertEquals(hostsOf(address("", "?host=a,b&port=1,2")), ["a:1", "b:2"]);
  assertEquals(hostsOf(address("", "?host=a,b&port=6000")), ["a:6000", "b:6000"]);
  assertEquals(hostsOf({ ...PRODUCTION, POSTGRES_HOST: "a,b", POSTGRES_PORT: "6000" }), ["a:6000", "b:6000"]);
  refused(address("a,b", "?target_session_attrs=standby"), "target_session_attrs=standby", "expected read-write");
  refused(address("a:1,b:two"), "DATABASE_URL names several hosts", "host:port,host:port");
  refused(address("a,,b"), "DATABASE_URL names several hosts");
  refused(address("", "?host=a,b&port=1,2,3"), "one port, or one for each host");
  refused({ ...PRODUCTION, POSTGRES_HOST: "a,b:2" }, "POSTGRES_HOST", "without a port");
});

Deno.test("parseDatabaseConfig understands what Neon, Prisma and Supabase write in an address", () => {
  const read = (query: string, more: Env = {}) => {
    const { url, tls, prepare, poolSize } = server({ DATABASE_URL: `postgres://u:p@h/d?${query}`, ...more });
    return [new URL(url).search, tls, prepare, poolSize];
  };
  assertEquals(read("sslmode=require&channel_binding=require"), ["", "verify-full", null, 10]);
  assertEquals(read("sslmode=require&channel_binding=prefer"), ["", "require", null, 10]);
  assertEquals(read("schema=public&connection_limit=5&pool_timeout=20&connect_timeout=15&pgbouncer=true"), [
    "",
    "off",
    false,
    5,
  ]);
  assertEquals(read("connection_limit=5", { DATABASE_POOL_SIZE: "20" })[3], 5);
  assertEquals(read("sslmode=verify-full&sslrootcert=system&supa=base-pooler.x"), ["", "verify-full", null, 10]);
  assertEquals(read("options=endpoint%3Dx&application_name=y")[0], "?options=endpoint%3Dx&application_name=y");
  refused({ DATABASE_URL: "postgres://h/d?schema=shop" }, "schema=shop", '"public"');
  refused({ DATABASE_URL: "postgres://h/d?connection_limit=0" }, "connection_limit=0", "from 1 to 200");
  refused({ DATABASE_URL: "postgres://h/d?sslrootcert=/etc/ca.pem" }, "sslrootcert", "DATABASE_CA_FILE");
});

Deno.test("parseDatabaseConfig takes a file in place of the password", () => {
  const DATABASE_PASSWORD_FILE = "/run/secrets/database";
  const file = { variable: "DATABASE_PASSWORD_FILE", path: DATABASE_PASSWORD_FILE };
  const without = (env: Env, name: string) => ({ ...env, [name]: undefined, DATABASE_PASSWORD_FILE });
  const all = [
    without(PRODUCTION, "POSTGRES_PASSWORD"),
    without(RDS, "RDS_PASSWORD"),
    without(SUPABASE, "SUPABASE_PASSWORD"),
    { DATABASE_URL: "postgres://u@h/d", DATABASE_PASSWORD_FILE },
  ];
  for (const env of all) assertEquals(server(env).passwordFile, file);
  assertEquals(server(PRODUCTION).passwordFile, null);
});
