import { assert, assertEquals } from "@std/assert";
import { requiredAddress } from "../../../testing/engines/required_address.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { connectRedis } from "./connect.ts";
import { probeRedis } from "./probe.ts";

const prefix = () => `${uniqueName("probe")}.`;
const cluster = () => {
  const [node] = requiredAddress("TEST_REDIS_CLUSTER").split(",");
  return `redis://${node}`;
};

Deno.test("probeRedis tells what one server is and leaves nothing behind", async () => {
  const url = requiredAddress("TEST_REDIS_URL");
  const under = prefix();
  const probe = await probeRedis({ url }, under);
  assert(probe.reachable, JSON.stringify(probe));
  const { facts } = probe;
  assertEquals([facts.isCluster, facts.masters, facts.clusterState], [false, 1, null]);
  assertEquals([facts.hasHrandfield, facts.writeRefusal], [true, null]);
  assert(/^\d+\.\d+\.\d+$/.test(facts.version), facts.version);
  assert(facts.usedMemoryBytes > 500_000);
  assert(Math.abs(facts.clockOffsetMs) < 1_000);
  const redis = connectRedis({ url });
  assertEquals(await redis.keys(`${under}*`), []);
  redis.disconnect();
});

Deno.test("probeRedis tells what a Cluster is", async () => {
  const probe = await probeRedis({ url: cluster(), cluster: true }, prefix());
  assert(probe.reachable, JSON.stringify(probe));
  const { isCluster, masters, clusterState, hasHrandfield, writeRefusal } = probe.facts;
  assertEquals([isCluster, masters, clusterState], [true, 3, "ok"]);
  assertEquals([hasHrandfield, writeRefusal], [true, null]);
});

Deno.test("probeRedis sees that a Cluster is spoken to as one server", async () => {
  const probe = await probeRedis({ url: cluster() }, prefix());
  assertEquals(probe.reachable && probe.facts.isCluster, true);
});

Deno.test("probeRedis says why there is nothing to see", async () => {
  const probe = await probeRedis({ url: "redis://127.0.0.1:1" }, prefix());
  const refusal = {
    code: "nothing_listens",
    detail: "connect ECONNREFUSED 127.0.0.1:1",
    address: "127.0.0.1:1",
  } as const;
  assertEquals(probe, { reachable: false, refusal });
});
