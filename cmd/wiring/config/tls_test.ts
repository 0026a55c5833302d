import { assertEquals, assertThrows } from "@std/assert";
import { parseConfig } from "./config.ts";
import { WrongSettings } from "./settings.ts";
import { readAuthority } from "./tls.ts";
import { makeCertificates } from "../../../testing/fixtures/certificates.ts";
import { readTlsFiles } from "./tls.ts";

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

Deno.test("readAuthority gives the text of a PEM file", async () => {
  const file = await Deno.makeTempFile();
  const text = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
  await Deno.writeTextFile(file, text);
  assertEquals(readAuthority("REDIS_CA_FILE", file), text);
  await Deno.remove(file);
});

Deno.test("readAuthority names the variable of a file that is missing or holds something else", async () => {
  assertThrows(() => readAuthority("KAFKA_CA_FILE", "/nowhere/ca.pem"), WrongSettings, "KAFKA_CA_FILE /nowhere/ca.pem");
  const file = await Deno.makeTempFile();
  await Deno.writeTextFile(file, "-----BEGIN PRIVATE KEY-----");
  assertThrows(() => readAuthority("KAFKA_CA_FILE", file), WrongSettings, "holds no certificate");
  await Deno.remove(file);
});

Deno.test("readTlsFiles gives the texts of the files that are named, and names the variable of one that is wrong", async () => {
  await using certificates = await makeCertificates();
  const { caFile, otherCaFile } = certificates;
  const certificate = await certificates.issue("client");
  const { ca, cert, key } = readTlsFiles("REDIS", { caFile, certificate });
  const read = [caFile, certificate.certFile, certificate.keyFile].map((file) => Deno.readTextFileSync(file));
  assertEquals([ca!, cert!, key!], read);
  assertEquals(readTlsFiles("REDIS", { caFile: null, certificate: null }), {});
  const swapped = { certFile: certificate.keyFile, keyFile: certificate.certFile };
  assertThrows(() => readTlsFiles("KAFKA", { caFile, certificate: swapped }), WrongSettings, "KAFKA_CERT_FILE /");
  const noKey = { ...certificate, keyFile: otherCaFile };
  assertThrows(() => readTlsFiles("KAFKA", { caFile, certificate: noKey }), WrongSettings, "holds no private key");
  const nowhere = { ...certificate, keyFile: "/nowhere.key" };
  assertThrows(
    () => readTlsFiles("DATABASE", { caFile, certificate: nowhere }),
    WrongSettings,
    "DATABASE_KEY_FILE /nowhere",
  );
});
