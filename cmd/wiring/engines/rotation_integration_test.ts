import { assertEquals, assertRejects } from "@std/assert";
import pino from "pino";
import { POSTGRES_USER, temporaryPostgres } from "../../../testing/engines/temporary_postgres.ts";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { makeCertificates } from "../../../testing/fixtures/certificates.ts";
import { parseDatabaseConfig, type ServerDatabase } from "../config/database_config.ts";
import { openServer } from "./postgres.ts";

Deno.test("openServer uses a renewed password and authority for the next connection", async () => {
  await using certificates = await makeCertificates();
  await using postgres = await temporaryPostgres(certificates, await certificates.issue("postgres"));
  const { username, password } = POSTGRES_USER;
  const folder = await Deno.makeTempDir();
  await using _folder = { [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
  const files = { password: `${folder}/password`, ca: `${folder}/ca.pem` };
  await Deno.writeTextFile(files.password, `${password}\n`);
  await Deno.copyFile(certificates.caFile, files.ca);
  const server = parseDatabaseConfig({
    DATABASE_URL: `postgres://${username}@localhost:${postgres.port}/postgres`,
    DATABASE_PASSWORD_FILE: files.password,
    DATABASE_CA_FILE: files.ca,
    DATABASE_POOL_SIZE: "2",
  }) as ServerDatabase;
  const failures: unknown[] = [];
  const process = { log: pino({ level: "silent" }), fail: (error: unknown) => void failures.push(error) };
  const { sql, check } = await openServer(process, server, { name: "test" });
  await using _sql = { [Symbol.asyncDispose]: () => sql.end({ timeout: 5 }) };
  await check();
  const closeAll = async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user`.catch(() => {});
  };

  await sql.unsafe(`alter role ${username} password 'open/sesame 2'`);
  await closeAll();
  await waitUntil("be rejected", async () => {
    const error = await check().then(() => null, (error) => error);
    return error?.code === "28P01";
  });
  await Deno.writeTextFile(files.password, "open/sesame 2\n");
  await waitUntil("be let in again", () => check().then(() => true));

  await Deno.copyFile(certificates.otherCaFile, files.ca);
  await closeAll();
  await waitUntil("trust the authority that the file holds now", async () => {
    const error = await check().then(() => null, (error) => error);
    return /unable to verify|UnknownIssuer|self.signed|unable to get/i.test(error?.message ?? "");
  });
  await assertRejects(check);
  await Deno.copyFile(certificates.caFile, files.ca);
  await waitUntil("trust the server again", () => check().then(() => true));
  assertEquals(failures, []);
});
