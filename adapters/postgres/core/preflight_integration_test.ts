import { assert, assertEquals } from "@std/assert";
import { waitUntil } from "../../../testing/engines/wait_until.ts";
import { makeCertificates } from "../../../testing/fixtures/certificates.ts";
import { POSTGRES_CERTIFIED, POSTGRES_USER, temporaryPostgres } from "../../../testing/engines/temporary_postgres.ts";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import type { ConnectionRefusalCode } from "../../system/connection_refusal.ts";
import { connectPostgres, type PostgresOptions } from "./connect.ts";
import { checkPostgresConnection } from "./preflight.ts";

const WRONG_PASSWORD = "not-the-one";

Deno.test("Postgres by TLS and SCRAM", async (t) => {
  await using certificates = await makeCertificates();
  const good = await certificates.issue("postgres");
  await using postgres = await temporaryPostgres(certificates, good);
  const ca = await Deno.readTextFile(certificates.caFile);
  const otherCa = await Deno.readTextFile(certificates.otherCaFile);
  const own = await certificates.issue("client", { commonName: POSTGRES_CERTIFIED });
  const shown = { cert: await Deno.readTextFile(own.certFile), key: await Deno.readTextFile(own.keyFile) };
  const { username, password } = POSTGRES_USER;
  const as = (user: string, { password, host = "localhost", database = "postgres" }: {
    readonly password?: string;
    readonly host?: string;
    readonly database?: string;
  } = {}) =>
    `postgres://${user}${password ? `:${encodeURIComponent(password)}` : ""}@${host}:${postgres.port}/${database}`;
  const url = as(username, { password });
  const full = { tls: "verify-full", ca } as const;

  const open: readonly (readonly [string, PostgresOptions])[] = [
    ["a password, the certificate checked", { url, ...full }],
    ["a password, any certificate", { url, tls: "require" }],
    ...(postgres.speaksTls
      ? [["a certificate instead of a password", { url: as(POSTGRES_CERTIFIED), ...full, ...shown }]] as const
      : []),
  ];
  for (const [what, options] of open) {
    await t.step(`${what} is accepted`, async () => {
      assertEquals(await checkPostgresConnection(options), null);
      const sql = connectPostgres({ ...options, max: 2 });
      assertEquals([...await sql`select ${"값"}::text as value`], [{ value: "값" }]);
      await sql.end();
    });
  }

  const refused: readonly (readonly [string, PostgresOptions, ConnectionRefusalCode])[] = [
    ["another authority", { url, tls: "verify-full", ca: otherCa }, "unknown_authority"],
    ["an authority the system does not know", { url, tls: "verify-full" }, "unknown_authority"],
    ["another name", { url: as(username, { password, host: "127.0.0.1" }), ...full }, "certificate_for_other_name"],
    ["a wrong password", { url: as(username, { password: WRONG_PASSWORD }), ...full }, "login_refused"],
    ["an unknown user", { url: as("nobody", { password: WRONG_PASSWORD }), ...full }, "login_refused"],
    ["no password", { url: as(username), ...full }, "login_refused"],
    ["an unknown database", { url: as(username, { password, database: "nowhere" }), ...full }, "no_such_database"],
    ["TLS where none is spoken", { url: requiredAddress("TEST_POSTGRES_URL"), tls: "require" }, "wants_no_tls"],
    // A server that speaks none would not miss it.
    ...(postgres.speaksTls
      ? [
        ["no TLS where it is wanted", { url, tls: "off" }, "wants_tls"],
        ["no certificate where one is wanted", { url: as(POSTGRES_CERTIFIED), ...full }, "wants_certificate"],
      ] as const
      : []),
  ];
  for (const [what, options, code] of refused) {
    await t.step(`${what} is refused as ${code}`, async () => {
      const refusal = await checkPostgresConnection(options);
      assertEquals(refusal?.code, code, refusal?.detail);
      assert(![WRONG_PASSWORD, password].some((secret) => refusal!.detail.includes(secret)));
    });
  }

  const presented: readonly (readonly [string, Parameters<typeof certificates.issue>[1], ConnectionRefusalCode])[] = [
    ["an expired certificate", { days: -1 }, "certificate_expired"],
    ["a certificate for another host", { subject: "DNS:other" }, "certificate_for_other_name"],
  ];
  for (const [what, options, code] of presented) {
    await t.step(`${what} is refused as ${code}`, async () => {
      await postgres.present(await certificates.issue(code, options));
      // The server reads it again in its own time.
      await waitUntil(
        `be refused as ${code}`,
        async () => (await checkPostgresConnection({ url, ...full }))?.code === code,
      );
    });
  }

  await t.step("an unreachable Postgres is distinguished from one that refuses", async () => {
    const refusal = await checkPostgresConnection({ url: "postgres://shop@localhost:1/shop", ...full });
    assertEquals([refusal?.code, refusal?.address], ["nothing_listens", "localhost:1"]);
  });
});
