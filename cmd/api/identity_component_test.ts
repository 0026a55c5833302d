import { assert, assertEquals, assertMatch } from "@std/assert";
import { tcpProxy } from "../../testing/network/tcp_proxy.ts";
import { testInstallation } from "../../testing/engines/installation.ts";
import { RunningProcess } from "../../testing/engines/running_process.ts";
import { MINUTE_MS } from "../../domain/shared/durations.ts";

const ID = "550e8400-e29b-41d4-a716-446655440000";
const BEACON = { storeId: "store100", major: 100, minor: 3, location: { name: "Table 3", type: "table" } };

function detectionOf(customerId: string, ago = 0) {
  const at = Date.now() - ago;
  const readings = [4, 3, 2, 1, 0].map((second) => (
    { uuid: ID, major: 100, minor: 3, rssi: -45, observedAt: new Date(at - second * 1_000).toISOString() }
  ));
  return { customerId, readings };
}

Deno.test("api identifies customers once a minute, with Redis and without, and leaves an event for each", async () => {
  await using shop = await testInstallation(["redis", "kafka"]);
  const { host } = new URL(shop.env.REDIS_URL!);
  await using proxy = tcpProxy(host);
  await using api = await RunningProcess.start("api", {
    env: { ...shop.env, REDIS_URL: `redis://127.0.0.1:${proxy.port}` },
  });
  const base = (await api.line(/API and page at (http:\/\/127\.0\.0\.1:\d+)/))[1]!;
  const send = async (method: string, path: string, body: unknown) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${base}${path}`, { method, headers, body: JSON.stringify(body) });
    return [response.status, await response.json()] as const;
  };
  const detect = (customer: string, ago?: number) => send("POST", "/v1/detections", detectionOf(customer, ago));
  const rows = async (table: string) => (await shop.sql`select from ${shop.sql(table)}`).count;

  assertEquals((await send("PUT", `/v1/beacons/${ID}`, BEACON))[0], 201);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => detect("cust123", n)));
  const statuses = answers.map(([status]) => status).sort();
  assertEquals(statuses, [...Array(19).fill(200), 201], JSON.stringify(answers));
  const { detectedAt } = answers.find(([status]) => status === 201)![1];
  assert(answers.every(([status, body]) => status === 201 || body.code === "duplicate_within_minute"));
  assert(answers.every(([, body]) => body.detectedAt === detectedAt));
  assertEquals([await rows("customer_identities"), await rows("customers")], [1, 1]);
  assertEquals((await detect("cust123", 5 * MINUTE_MS))[0], 201, "one that comes late");
  const { items: identities } = await (await fetch(`${base}/v1/customers/cust123/identities`)).json();
  assertEquals([identities.length, identities[0].detectedAt], [2, detectedAt]);

  proxy.cut();
  assertEquals((await detect("cust123"))[0], 200);
  assertEquals((await detect("cust456"))[0], 201);
  assertEquals((await detect("cust456"))[0], 200);
  assertEquals((await send("PUT", `/v1/beacons/${ID}`, { ...BEACON, status: "inactive" }))[0], 200);
  assertEquals((await detect("cust789"))[1].code, "inactive_beacon");
  proxy.restore();
  assertEquals(
    (await detect("cust789"))[1].code,
    "inactive_beacon",
    "also when the cache has recovered with what it knew",
  );
  assertEquals(await rows("customer_identities"), 3);

  const metrics = await (await fetch(`${base}/metrics`)).text();
  assertMatch(metrics, /tillstream_detections_total\{outcome="identified",process="api"\} 3/);
  assertMatch(metrics, /tillstream_detections_total\{outcome="inactive_beacon",process="api"\} 2/);
  assertMatch(metrics, /tillstream_beacon_cache_reads_total\{result="away",process="api"\} [1-9]/);
  const horizon = Number(/tillstream_identity_partition_horizon_days\{process="api"\} (\S+)/.exec(metrics)?.[1]);
  assert(horizon > 365, `${horizon} days`);
  assertEquals((await api.stop()).code, 0);
});
