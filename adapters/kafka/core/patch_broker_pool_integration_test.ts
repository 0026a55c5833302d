import { assertEquals } from "@std/assert";
import BrokerPool from "kafkajs/src/cluster/brokerPool.js";
import { kafkaLog } from "../../../testing/ports/kafka_log.ts";
import { PARTITIONS, records } from "../../../testing/ports/log_under_test.ts";

interface Pool {
  readonly seedBroker: { readonly connectionPool: { readonly host: string; readonly port: number } };
  refreshMetadata(topics: readonly string[]): Promise<void>;
  removeBroker(address: { readonly host: string; readonly port: number }): void;
}

/** The pools that refresh their metadata while `work` runs. */
async function poolsOf(work: () => Promise<unknown>): Promise<Set<Pool>> {
  const pools = new Set<Pool>();
  const { prototype } = BrokerPool as { readonly prototype: Pool };
  const { refreshMetadata } = prototype;
  prototype.refreshMetadata = function (topics) {
    pools.add(this);
    return refreshMetadata.call(this, topics);
  };
  try {
    await work();
  } finally {
    prototype.refreshMetadata = refreshMetadata;
  }
  return pools;
}

Deno.test("patchBrokerPool keeps a broker that is lost during a metadata refresh from being confused with another", async () => {
  await using log = await kafkaLog();
  const topic = await log.newTopic();
  const pools = await poolsOf(() => log.writer.append(topic, records(30)));
  assertEquals(pools.size, 2, "of the producer, and of the admin that finds the partitions");
  for (let round = 1; round <= 5; round++) {
    for (const pool of pools) {
      const { host, port } = pool.seedBroker.connectionPool;
      const reading = pool.refreshMetadata([topic]);
      // The request is on its way; the response needs the network.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
      pool.removeBroker({ host, port });
      await reading;
    }
    const receipts = await log.writer.append(topic, records(30));
    assertEquals(new Set(receipts.map(({ partition }) => partition)).size, PARTITIONS);
  }
  const ranges = await log.inspector.ranges(topic);
  assertEquals(ranges.reduce((sum, { first, end }) => sum + end - first, 0), 6 * 30);
});
