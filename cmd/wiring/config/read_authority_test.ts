import { assertEquals, assertThrows } from "@std/assert";
import { readAuthority } from "./read_authority.ts";
import { WrongSettings } from "./settings.ts";

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
