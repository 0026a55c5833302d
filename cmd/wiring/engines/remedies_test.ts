import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { kafkaRefusalOf } from "../../../adapters/kafka/core/preflight.ts";
import { postgresRefusalOf } from "../../../adapters/postgres/core/preflight.ts";
import { redisRefusalOf } from "../../../adapters/redis/core/preflight.ts";
import type { KafkaConfig } from "../config/kafka_config.ts";
import { WrongSettings } from "../config/settings.ts";
import { databaseSettings, explainRefusal, kafkaSettings, redisSettings } from "./remedies.ts";
import { requireReachable } from "./require_engines.ts";

const NO_TLS = { caFile: null, certificate: null } as const;
const failure = (code: string, message: string) => Object.assign(new Error(message), { code });

Deno.test("explainRefusal gives the remedy of a Postgres connection by what failed, and never shows the password", () => {
  const settings = databaseSettings(
    {
      kind: "server",
      source: "DATABASE_URL",
      tls: "verify-full",
      otherHosts: [],
      passwordFile: null,
      prepare: true,
      poolSize: 10,
      ...NO_TLS,
    },
  );
  const explain = (code: string, message: string, tls: "off" | "verify-full" = "verify-full") => {
    const url = "postgres://shop:s3cret@db.example.com/shop";
    return explainRefusal(postgresRefusalOf(failure(code, message), { url, tls }), settings);
  };
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["28P01", 'password authentication failed for user "postgres"', /user and password in DATABASE_URL/],
    ["28000", 'role "nobody" does not exist', /user and password/],
    ["28000", 'no pg_hba.conf entry for host "10.0.0.1", SSL encryption', /pg_hba\.conf/],
    ["3D000", 'database "shop" does not exist', /create it, or correct its name/],
    ["53300", "sorry, too many clients already", /max_connections/],
    ["", "unable to verify the first certificate", /DATABASE_CA_FILE/],
    ["", "Client network socket disconnected before secure TLS connection was established", /firewall/],
    ["ENOTFOUND", "getaddrinfo ENOTFOUND db.xxxx.supabase.co", /session pooler/],
    ["ENETUNREACH", "connect ENETUNREACH", /this network can reach.*session pooler/],
    ["ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:5432", /start the server/],
    ["CONNECT_TIMEOUT", "write CONNECT_TIMEOUT db.example.com:5432", /firewall/],
  ];
  for (const [code, message, remedy] of cases) {
    assertEquals(remedy.test(explain(code, message).remedy), true, `${message}: ${explain(code, message).remedy}`);
    assertEquals(JSON.stringify(explain(code, message)).includes("s3cret"), false);
  }
  const plain = explain("28000", 'no pg_hba.conf entry for host "10.0.0.1", no encryption', "off");
  assertStringIncludes(plain.remedy, "set DATABASE_SSLMODE=verify-full");
  const refusal = { code: "wants_no_tls", detail: "hung up", address: "db:5432" } as const;
  assertEquals(explainRefusal(refusal, settings), {
    code: refusal.code,
    cause: "DATABASE_URL is with TLS, and db:5432 speaks none (hung up)",
    remedy:
      "set DATABASE_SSLMODE (or sslmode in the URL) to disable if the network is private, or TLS up in the server",
  });
});

Deno.test("explainRefusal gives the remedy of a Redis connection by what failed, and never shows the password", () => {
  const config = { url: "rediss://shop:s3cret@cache.example.com:6379", cluster: false, passwordFile: null, ...NO_TLS };
  const explain = (message: string) =>
    explainRefusal(redisRefusalOf(new Error(message), config), redisSettings(config));
  assertEquals(/REDIS_URL, rediss:\/\/user/.test(explain("NOAUTH Authentication required.").remedy), true);
  assertEquals(/REDIS_URL, rediss:\/\/user/.test(explain("WRONGPASS invalid username-password pair").remedy), true);
  assertEquals(/REDIS_CA_FILE/.test(explain("unable to verify the first certificate").remedy), true);
  assertEquals(/redis:\/\/$/.test(explain("connect ETIMEDOUT").remedy), true);
  assertEquals(/every slot needs a master/.test(explain("CLUSTERDOWN Hash slot not served").remedy), true);
  assertEquals(explain("connect ECONNREFUSED").cause.includes("s3cret"), false);
});

Deno.test("explainRefusal gives the remedy of a Kafka connection by what failed", () => {
  const config: KafkaConfig = {
    brokers: ["kafka1:9092"],
    tls: false,
    sasl: { mechanism: "plain", username: "shop", password: "s3cret", passwordFile: null },
    partitions: 3,
    replicas: 3,
    ...NO_TLS,
  };
  const remedy = (message: string, tls = false) => {
    const given = { ...config, tls };
    return explainRefusal(kafkaRefusalOf(new Error(message), given), kafkaSettings(given)).remedy;
  };
  assertEquals(/KAFKA_SASL_USERNAME/.test(remedy("SASL PLAIN authentication failed")), true);
  assertEquals(/KAFKA_CA_FILE/.test(remedy("unable to verify the first certificate", true)), true);
  assertEquals(/KAFKA_TLS=true/.test(remedy("no answer within 15 s")), true);
  assertEquals(/KAFKA_TLS=false/.test(remedy("disconnected before secure TLS connection", true)), true);
  assertEquals(/start the brokers/.test(remedy("Connection refused (os error 111)")), true);
});

Deno.test("requireReachable throws for what waiting does not change, and for nothing else", () => {
  const settings = redisSettings({ url: "redis://cache:6379", cluster: false, passwordFile: null, ...NO_TLS });
  const refusal = { detail: "said", address: "cache:6379" };
  requireReachable(null, settings);
  requireReachable({ ...refusal, code: "nothing_listens" }, settings);
  requireReachable({ ...refusal, code: "no_answer" }, settings);
  assertThrows(
    () => requireReachable({ ...refusal, code: "login_refused" }, settings),
    WrongSettings,
    "REDIS_URL: cache:6379 rejects the credentials (said); correct user and password in REDIS_URL",
  );
});
