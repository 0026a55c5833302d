import { assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "./config.ts";
import { WrongSettings } from "./settings.ts";

const FILES = { certFile: "/etc/shop.pem", keyFile: "/etc/shop.key" };

Deno.test("parseConfig reads a certificate of one's own for each engine, and switches TLS on for Kafka", () => {
  const config = parseConfig({
    DATABASE_URL: "postgres://shop@db.example.com/shop",
    DATABASE_CERT_FILE: FILES.certFile,
    DATABASE_KEY_FILE: FILES.keyFile,
    REDIS_URL: "rediss://cache.example.com:6379",
    REDIS_CERT_FILE: FILES.certFile,
    REDIS_KEY_FILE: FILES.keyFile,
    KAFKA_BROKERS: "a.example.com:9092",
    KAFKA_CERT_FILE: FILES.certFile,
    KAFKA_KEY_FILE: FILES.keyFile,
  });
  const { database, redis, kafka } = config;
  assertEquals(
    [database.kind === "server" && database.certificate, redis?.certificate, kafka?.certificate, kafka?.tls],
    [FILES, FILES, FILES, true],
  );
});

Deno.test("parseConfig refuses a certificate without its key, and a key without its certificate", () => {
  for (const [engine, address] of [["DATABASE", "postgres://a/b"], ["REDIS", "redis://a"], ["KAFKA", "a:1"]] as const) {
    const base = { [engine === "KAFKA" ? "KAFKA_BROKERS" : `${engine}_URL`]: address };
    const parse = (name: string) => () => parseConfig({ ...base, [name]: "/etc/file" });
    assertThrows(parse(`${engine}_CERT_FILE`), WrongSettings, `${engine}_KEY_FILE is not set: ${engine}_CERT_FILE is`);
    assertThrows(parse(`${engine}_KEY_FILE`), WrongSettings, `${engine}_CERT_FILE is not set: ${engine}_KEY_FILE is`);
  }
});
