import { assertEquals, assertThrows } from "@std/assert";
import { makeCertificates } from "../../../testing/fixtures/certificates.ts";
import { readTlsFiles } from "./read_tls_files.ts";
import { WrongSettings } from "./settings.ts";

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
