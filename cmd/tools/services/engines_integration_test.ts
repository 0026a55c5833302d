import { assert, assertEquals, assertFalse, assertRejects } from "@std/assert";
import { HOST, PORTS } from "../../../testing/engines/addresses.ts";
import { engineStatus } from "./engine_status.ts";
import {
  addresses,
  killBroker,
  killPostgres,
  startBroker,
  startPostgres,
  startRedis,
  stopPostgres,
  stopRedis,
} from "./engines.ts";
import { kafkaBrokers } from "./kafka_brokers.ts";
import { askRedis, portOpen, postgresVersion } from "./probes.ts";

Deno.test("every engine is up, in the versions that the project needs", async () => {
  const engines = await engineStatus();
  assertEquals(engines.filter((engine) => !engine.up), []);
  const version = (name: string) => engines.find((engine) => engine.engine === name)?.version ?? "";
  assert(/^16\..*pgvector 0\.[8-9]/.test(version("postgres")), version("postgres"));
  assert(/^[7-9]\./.test(version("redis-cluster")), version("redis-cluster"));
});

Deno.test("killBroker takes one broker from the three, startBroker brings it back", async () => {
  assertEquals((await kafkaBrokers(PORTS.kafka[0])).sort(), [1, 2, 3]);
  await killBroker(3);
  try {
    assertFalse(await portOpen(PORTS.kafka[2]));
    assert((await kafkaBrokers(PORTS.kafka[0])).includes(1), "the others go on");
  } finally {
    await startBroker(3);
  }
  assertEquals((await kafkaBrokers(PORTS.kafka[2])).sort(), [1, 2, 3]);
});

Deno.test("PostgreSQL comes back on its data after an orderly end and after a crash", async () => {
  for (const end of [stopPostgres, killPostgres]) {
    try {
      await end();
      await assertRejects(() => postgresVersion(PORTS.postgres));
    } finally {
      await startPostgres();
    }
    assert((await postgresVersion(PORTS.postgres)).startsWith("16."));
  }
});

Deno.test("stopRedis stops the single Redis alone", async () => {
  try {
    await stopRedis();
    assertFalse(await portOpen(PORTS.redis));
    assert((await askRedis(PORTS.redisCluster[0], "PING")).startsWith("+PONG"));
  } finally {
    await startRedis();
  }
  assert((await askRedis(PORTS.redis, "PING")).startsWith("+PONG"));
});

Deno.test("Toxiproxy takes a proxy for a port of its own", async () => {
  const port = freePort();
  const proxy = { name: "services-test", listen: `${HOST}:${port}`, upstream: `${HOST}:${PORTS.redis}` };
  const created = await fetch(`${addresses.toxiproxyUrl}/proxies`, { method: "POST", body: JSON.stringify(proxy) });
  assertEquals(created.status, 201, await created.text());
  try {
    assert((await askRedis(port, "PING")).startsWith("+PONG"));
  } finally {
    await fetch(`${addresses.toxiproxyUrl}/proxies/services-test`, { method: "DELETE" });
  }
});

function freePort(): number {
  using listener = Deno.listen({ hostname: HOST, port: 0 });
  return listener.addr.port;
}
