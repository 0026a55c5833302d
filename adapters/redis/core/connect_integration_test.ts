import { assert, assertEquals } from "@std/assert";
import { makeCertificates } from "../../../testing/fixtures/certificates.ts";
import {
  REDIS_PASSWORD,
  REDIS_USER,
  temporaryRedis,
  temporaryRedisClusterByTls,
} from "../../../testing/engines/temporary_redis.ts";
import type { ConnectionRefusalCode } from "../../system/connection_refusal.ts";
import { connectRedis, type RedisConnection } from "./connect.ts";
import { checkRedisConnection } from "./preflight.ts";

const part = encodeURIComponent;
const DEFAULT = `:${part(REDIS_PASSWORD)}`;
const SHOP = `${REDIS_USER.username}:${part(REDIS_USER.password)}`;
const WRONG_PASSWORD = "not-the-one";

Deno.test("Redis by TLS", async (t) => {
  await using certificates = await makeCertificates();
  await using redis = await temporaryRedis(certificates);
  await using expired = await temporaryRedis(certificates, {
    certificate: await certificates.issue("old", { days: -1 }),
  });
  await using mutual = await temporaryRedis(certificates, { mutual: true });
  const ca = await Deno.readTextFile(certificates.caFile);
  const otherCa = await Deno.readTextFile(certificates.otherCaFile);
  const own = await certificates.issue("client");
  const shown = { cert: await Deno.readTextFile(own.certFile), key: await Deno.readTextFile(own.keyFile) };
  const byTls = (login: string, port = redis.tlsPort) => `rediss://${login}@localhost:${port}`;

  const open: readonly (readonly [string, RedisConnection])[] = [
    ["the default user's password", { url: byTls(DEFAULT), ca }],
    ["a user of its own", { url: byTls(SHOP), ca }],
    ["a certificate of the client's own", { url: byTls(DEFAULT, mutual.tlsPort), ca, ...shown }],
  ];
  for (const [what, connection] of open) {
    await t.step(`${what} is accepted`, async () => {
      assertEquals(await checkRedisConnection(connection), null);
      const client = connectRedis(connection);
      await client.set("key", "값");
      assertEquals(await client.get("key"), "값");
      client.disconnect();
    });
  }

  const refused: readonly (readonly [string, RedisConnection, ConnectionRefusalCode])[] = [
    ["another authority", { url: byTls(DEFAULT), ca: otherCa }, "unknown_authority"],
    ["an authority the system does not know", { url: byTls(DEFAULT) }, "unknown_authority"],
    ["an expired certificate", { url: byTls(DEFAULT, expired.tlsPort), ca }, "certificate_expired"],
    [
      "a certificate for another name",
      { url: `rediss://${DEFAULT}@127.0.0.1:${redis.tlsPort}`, ca },
      "certificate_for_other_name",
    ],
    ["no certificate where one is wanted", { url: byTls(DEFAULT, mutual.tlsPort), ca }, "wants_certificate"],
    ["a wrong password", { url: byTls(`:${WRONG_PASSWORD}`), ca }, "login_refused"],
    ["an unknown user", { url: byTls(`nobody:${WRONG_PASSWORD}`), ca }, "login_refused"],
    ["no password", { url: `rediss://localhost:${redis.tlsPort}`, ca }, "wants_login"],
    ["no TLS where TLS is spoken", { url: `redis://${DEFAULT}@localhost:${redis.tlsPort}` }, "wants_tls"],
    ["TLS where none is spoken", { url: byTls(DEFAULT, redis.plainPort), ca }, "wants_no_tls"],
  ];
  for (const [what, connection, code] of refused) {
    await t.step(`${what} is refused as ${code}, and ends no process`, async () => {
      const refusal = await checkRedisConnection(connection);
      assertEquals(refusal?.code, code, refusal?.detail);
      assert(![WRONG_PASSWORD, REDIS_PASSWORD].some((password) => refusal!.detail.includes(password)));
      // Whoever goes on in spite of it, as a process does whose settings were right when it began.
      const client = connectRedis(connection);
      await client.ping().catch(() => {});
      client.disconnect();
    });
  }

  await t.step("an unreachable Redis is distinguished from one that refuses", async () => {
    assertEquals((await checkRedisConnection({ url: "rediss://localhost:1", ca }))?.code, "nothing_listens");
    assertEquals((await checkRedisConnection({ url: "redis://localhost:1" }))?.code, "nothing_listens");
  });
});

Deno.test("Redis Cluster by TLS", async () => {
  await using certificates = await makeCertificates();
  await using cluster = await temporaryRedisClusterByTls(certificates);
  const ca = await Deno.readTextFile(certificates.caFile);
  const url = `rediss://${DEFAULT}@${cluster.address}`;
  assertEquals(await checkRedisConnection({ url, cluster: true, ca }), null);
  assertEquals((await checkRedisConnection({ url, cluster: true }))?.code, "unknown_authority");
  const client = connectRedis({ url, cluster: true, ca });
  const keys = Array.from({ length: 30 }, (_, n) => `key-${n}`);
  for (const key of keys) await client.set(key, key);
  assertEquals(await Promise.all(keys.map((key) => client.get(key))), keys);
  client.disconnect();
});
