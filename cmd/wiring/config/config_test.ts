import { assert, assertEquals, assertFalse, assertStringIncludes, assertThrows } from "@std/assert";
import { cacheFolder, type Config, parseConfig } from "./config.ts";
import { requireKeysBeyondLoopback } from "./http_config.ts";
import { describeConfig } from "./describe_config.ts";
import { type Env, maskUrl, WrongSettings } from "./settings.ts";
import "../../../testing/engines/leak_checks.ts";

const DIGEST = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

function problemsOf(env: Env): readonly string[] {
  return assertThrows(() => parseConfig(env), WrongSettings).problems;
}

Deno.test("parseConfig of nothing is one process on loopback with everything embedded", () => {
  const { http, database, dataFolder, redis, kafka, prefix, commerce } = parseConfig({});
  assertEquals([http.host, http.port, http.apiKeys, http.loopbackOnly], ["127.0.0.1", 8000, [], true]);
  assertEquals([database.kind, dataFolder, redis, kafka, prefix], ["embedded", "./data", null, null, ""]);
  // The guide's CACHE_REFRESH_INTERVAL and CACHE_BATCH_SIZE; its grades run every ten minutes.
  assertEquals([commerce.cache, commerce.gradeIntervalSeconds], [{ refreshSeconds: 50, poolSize: 1_000 }, 600]);
});

Deno.test("parseConfig reports everything that is wrong at once, each by its variable's name", () => {
  const problems = problemsOf({
    PORT: "80000",
    LOG_LEVEL: "loud",
    API_KEYS: "s3cret",
    REDIS_URL: "http://cache:6379",
    KAFKA_BROKERS: "kafka",
    KAFKA_TLS: "maybe",
    CACHE_BATCH_SIZE: "1e3",
    NAME_PREFIX: "Shop/",
    DB_TYPE: "rds",
    RDS_HOST: "db.example.com",
    RDS_PORT: "0",
  });
  const names = problems.map((problem) => problem.split(" ")[0]!);
  assertEquals(names.toSorted(), [
    "API_KEYS",
    "CACHE_BATCH_SIZE",
    "KAFKA_BROKERS",
    "KAFKA_TLS",
    "LOG_LEVEL",
    "NAME_PREFIX",
    "PORT",
    "RDS_DB",
    "RDS_PASSWORD",
    "RDS_PORT",
    "RDS_USER",
    "REDIS_URL",
  ]);
  assertStringIncludes(problems.join("\n"), 'PORT is "80000": expected a whole number from 0 to 65535');
  assertStringIncludes(problems.join("\n"), "RDS_USER is not set: DB_TYPE=rds needs the database user");
});

Deno.test("parseConfig reports what SASL lacks together with the database's problems", () => {
  const problems = problemsOf({ DB_TYPE: "oracle", KAFKA_BROKERS: "k:9092", KAFKA_SASL_MECHANISM: "plain" });
  assertEquals(problems, [
    "KAFKA_SASL_USERNAME is not set: KAFKA_SASL_MECHANISM=plain needs it",
    "KAFKA_SASL_PASSWORD is not set: KAFKA_SASL_MECHANISM=plain needs it",
    'DB_TYPE is "oracle": expected one of local, supabase, rds, production',
  ]);
});

Deno.test("parseConfig never repeats a wrong setting that may be a secret", () => {
  const wrong = { API_KEYS: "s3cret", REDIS_URL: "http://:s3cret@cache", DATABASE_URL: "mysql://u:s3cret@h/d" };
  assertFalse(problemsOf(wrong).join().includes("s3cret"));
});

Deno.test("parseConfig reads brokers, TLS and SASL", () => {
  const sasl = { KAFKA_SASL_MECHANISM: "scram-sha-512", KAFKA_SASL_USERNAME: "till", KAFKA_SASL_PASSWORD: "pw" };
  const { kafka } = parseConfig({ KAFKA_BROKERS: " a:9092, b:9092 ,", KAFKA_TLS: "on", ...sasl });
  assertEquals(kafka?.brokers, ["a:9092", "b:9092"]);
  assertEquals([kafka?.tls, kafka?.sasl], [true, {
    mechanism: "scram-sha-512",
    username: "till",
    password: "pw",
    passwordFile: null,
  }]);
  assertEquals(parseConfig({ KAFKA_BROKERS: "a:9092", KAFKA_CA_FILE: "/ca.pem" }).kafka?.tls, true);
  for (const brokers of ["a", "a:", ":9092", "a:b", "a:9092 b:9092", "kafka://a:9092", ","]) {
    assertStringIncludes(problemsOf({ KAFKA_BROKERS: brokers }).join(), "KAFKA_BROKERS");
  }
});

Deno.test("parseConfig reads one Redis, a Cluster's nodes, and TLS", () => {
  const url = (text: string) => parseConfig({ REDIS_URL: text }).redis?.url;
  for (const good of ["redis://cache", "rediss://:pw@cache:6380/2", "redis://a:1,redis://b:2", "redis://[::1]:6379"]) {
    assertEquals(url(good), good);
  }
  for (
    const bad of ["cache:6379", "redis://", "redis://a,b", "redis://a, rediss://b", "redis://a:port", "redis://:a,b@c"]
  ) {
    assertStringIncludes(problemsOf({ REDIS_URL: bad }).join(), "REDIS_URL", bad);
  }
});

Deno.test("parseConfig takes a Python program's database address", () => {
  const { database } = parseConfig({ DATABASE_URL: "postgresql+psycopg://u:p@h:5433/d" });
  assert(database.kind === "server");
  assertEquals([database.url, database.source], ["postgres://u:p@h:5433/d", "DATABASE_URL"]);
});

Deno.test("requireKeysBeyondLoopback asks for API_KEYS where others can reach the API", () => {
  for (const env of [{}, { HOST: "::1" }, { HOST: "0.0.0.0", API_KEYS: DIGEST }]) {
    requireKeysBeyondLoopback(parseConfig(env));
  }
  requireKeysBeyondLoopback(parseConfig({ HOST: "0.0.0.0", PUBLISHED_ON_LOOPBACK: "true" }));
  for (const host of ["0.0.0.0", "::", "192.168.0.7", "shop.example.com"]) {
    const error = assertThrows(() => requireKeysBeyondLoopback(parseConfig({ HOST: host })), WrongSettings);
    assertStringIncludes(error.message, `API_KEYS is not set: HOST=${host}`);
  }
});

Deno.test("parseConfig takes several keys, as digests alone", () => {
  assertEquals(parseConfig({ API_KEYS: `${DIGEST}, ${DIGEST}` }).http.apiKeys, [DIGEST, DIGEST]);
  for (const key of ["password", DIGEST.slice(1), `${DIGEST}0`, DIGEST.replace("5", "g")]) {
    assertStringIncludes(problemsOf({ API_KEYS: key }).join(), "API_KEYS is wrong: expected SHA-256 digests");
  }
});

Deno.test("describeConfig names the engines and never a secret", () => {
  const secret = "s3cret";
  const config: Config = parseConfig({
    DATABASE_URL: `postgres://user:${secret}@db.example.com:6543/shop?password=${secret}&options=x`,
    REDIS_URL: `redis://:${secret}@a:1,redis://user:${secret}@b:2`,
    KAFKA_BROKERS: "k:9092",
    KAFKA_SASL_MECHANISM: "plain",
    KAFKA_SASL_USERNAME: "till",
    KAFKA_SASL_PASSWORD: secret,
    API_KEYS: DIGEST,
  });
  const told = JSON.stringify(describeConfig(config));
  for (const hidden of [secret, DIGEST]) assertFalse(told.includes(hidden), told);
  for (const shown of ["db.example.com:6543/shop", "a:1", "b:2", "k:9092", "no prepared statements"]) {
    assertStringIncludes(told, shown);
  }
  assertEquals(describeConfig(parseConfig({})).database, "embedded in ./data");
});

Deno.test("maskUrl hides a password whatever stands in it", () => {
  for (const password of ["pw", "p%40w", "p^w", "p|w", "한글", "a b", "a:b", "a@b", "a,b", '"', "$&"]) {
    assertEquals(maskUrl(`redis://user:${password}@cache:6379/1`), "redis://user:•••@cache:6379/1", password);
    assertEquals(maskUrl(`redis://:${password}@a:1,redis://:${password}@b:2`), "redis://:•••@a:1,redis://:•••@b:2");
  }
  for (const open of ["redis://cache:6379", "postgres://user@host:5432/db", "redis://a:1,redis://b:2"]) {
    assertEquals(maskUrl(open), open);
  }
});

Deno.test("cacheFolder is where each system wants it, and nowhere without a home", () => {
  assertEquals(cacheFolder({ HOME: "/home/kim" }, "linux"), "/home/kim/.cache/tillstream");
  assertEquals(
    cacheFolder({ HOME: "/home/kim", XDG_CACHE_HOME: "/var/cache/kim" }, "linux"),
    "/var/cache/kim/tillstream",
  );
  assertEquals(cacheFolder({ HOME: "/Users/kim" }, "darwin"), "/Users/kim/Library/Caches/tillstream");
  assertEquals(cacheFolder({ LOCALAPPDATA: "C:\\Users\\kim" }, "windows"), "C:\\Users\\kim/tillstream");
  assertEquals(cacheFolder({}, "linux"), null);
});
