import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { makeCertificates } from "../../testing/fixtures/certificates.ts";
import { KAFKA_USER, temporaryKafka } from "../../testing/engines/temporary_kafka.ts";
import { POSTGRES_USER, temporaryPostgres } from "../../testing/engines/temporary_postgres.ts";
import { REDIS_USER, temporaryRedis } from "../../testing/engines/temporary_redis.ts";
import { RunningProcess, runProcessToEnd } from "../../testing/engines/running_process.ts";

const part = encodeURIComponent;
const WRONG_PASSWORD = "not-the-one";

Deno.test("processes on engines that ask for TLS and passwords", async (t) => {
  await using certificates = await makeCertificates();
  await using postgres = await temporaryPostgres(certificates, await certificates.issue("postgres"));
  await using redis = await temporaryRedis(certificates);
  await using kafka = await temporaryKafka(certificates);
  const database = (password: string) => `postgres://shop:${part(password)}@localhost:${postgres.port}/postgres`;
  const cache = (password: string) => `rediss://shop:${part(password)}@localhost:${redis.tlsPort}`;
  const env = {
    DATABASE_URL: database(POSTGRES_USER.password),
    DATABASE_CA_FILE: certificates.caFile,
    REDIS_URL: cache(REDIS_USER.password),
    REDIS_CA_FILE: certificates.caFile,
    KAFKA_BROKERS: kafka.listeners.saslTls,
    KAFKA_CA_FILE: certificates.caFile,
    KAFKA_SASL_MECHANISM: "scram-sha-512",
    KAFKA_SASL_USERNAME: KAFKA_USER.username,
    KAFKA_SASL_PASSWORD: KAFKA_USER.password,
    KAFKA_REPLICAS: "1",
    KAFKA_PARTITIONS: "1",
    METRICS_PORT: "0",
  };

  await t.step("work when the settings are right, and doctor says how they come in", async () => {
    // The role may do anything, but this server has no pgvector: every migration before the manuals' is applied.
    const migrated = await runProcessToEnd("migrate", { env });
    assert(migrated.code === 0 || /vector/.test(migrated.stderr), migrated.stderr);
    const { stdout } = await runProcessToEnd("doctor", { args: ["--json"], env });
    const { findings } = JSON.parse(stdout) as { findings: { subject: string; check: string; message: string }[] };
    const said = (subject: string, check: string) =>
      findings.find((result) => result.subject === subject && result.check === check)?.message;
    assertEquals(
      said("kafka", "entry"),
      "TLS, certificates are checked by KAFKA_CA_FILE; logs in as shop by scram-sha-512",
    );
    assertEquals(said("redis", "entry"), "TLS, the certificate is checked by REDIS_CA_FILE; as shop");
    assertStringIncludes(said("postgres", "tls")!, "TLS, the server's certificate is checked");
    for (const name of ["api", "consumer"]) {
      const args = name === "consumer" ? ["--topic", "users"] : [];
      await using process = await RunningProcess.start(name, { args, env: { ...env, PORT: "0" } });
      await process.line(name === "api" ? /listening|http:\/\// : /consumer subscribed/);
      assertEquals((await process.stop()).code, 0, process.lastWords());
    }
  });

  const wrong: readonly (readonly [string, string, Record<string, string>, string])[] = [
    ["Postgres: a wrong password", "api", { DATABASE_URL: database(WRONG_PASSWORD) }, "DATABASE_URL: localhost:"],
    ["Postgres: another authority", "api", { DATABASE_CA_FILE: certificates.otherCaFile }, "DATABASE_CA_FILE is /"],
    ["Redis: a wrong password", "api", { REDIS_URL: cache(WRONG_PASSWORD) }, "REDIS_URL: localhost:"],
    ["Redis: another authority", "api", { REDIS_CA_FILE: certificates.otherCaFile }, "REDIS_CA_FILE is /"],
    ["Kafka: a wrong password", "api", { KAFKA_SASL_PASSWORD: WRONG_PASSWORD }, "correct KAFKA_SASL_USERNAME and"],
    ["Kafka: another authority", "api", { KAFKA_CA_FILE: certificates.otherCaFile }, "KAFKA_CA_FILE is /"],
    ["Kafka: no TLS", "api", { KAFKA_BROKERS: kafka.listeners.plaintext }, "KAFKA_BROKERS is with TLS, and localhost:"],
    [
      "Kafka: an unknown mechanism",
      "api",
      { KAFKA_BROKERS: kafka.listeners.plainOnly },
      "KAFKA_SASL_MECHANISM is scram-sha-512",
    ],
  ];
  for (const [what, name, settings, said] of wrong) {
    await t.step(`end with 2 and say the remedy; ${what}`, async () => {
      const { code, stdout, stderr } = await runProcessToEnd(name, { env: { ...env, PORT: "0", ...settings } });
      assertEquals(code, 2, stderr);
      assertStringIncludes(stderr, said);
      const secrets = [WRONG_PASSWORD, POSTGRES_USER.password, REDIS_USER.password, KAFKA_USER.password];
      for (const secret of secrets.flatMap((secret) => [secret, part(secret)])) {
        assert(!`${stdout}${stderr}`.includes(secret), "a password is shown");
      }
    });
  }
});
