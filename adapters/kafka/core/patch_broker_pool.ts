import BrokerPool from "kafkajs/src/cluster/brokerPool.js";

interface Broker {
  nodeId: number | null;
  readonly connectionPool: { readonly host: string; readonly port: number };
}

/** Of kafkajs 2.2.4. */
interface Pool {
  readonly brokers: Record<string, Broker>;
  readonly metadata: { readonly brokers: readonly (Broker["connectionPool"] & { readonly nodeId: number })[] } | null;
  refreshMetadata(topics: readonly string[]): Promise<void>;
}

let patched = false;

/**
 * If a connection is lost during a metadata refresh, kafkajs stores a broker under another's id for good: batches reach
 * the wrong one or none. So after each refresh, brokers whose address differs from the metadata are dropped.
 */
export function patchBrokerPool(): void {
  if (patched) return;
  patched = true;
  const pool = (BrokerPool as { readonly prototype: Pool }).prototype;
  const refresh = pool.refreshMetadata;
  pool.refreshMetadata = async function (topics) {
    await refresh.call(this, topics);
    if (forgetMisplaced(this)) await refresh.call(this, topics);
  };
}

function forgetMisplaced(pool: Pool): boolean {
  let found = false;
  for (const { nodeId, host, port } of pool.metadata?.brokers ?? []) {
    const broker = pool.brokers[nodeId];
    if (!broker) continue;
    const { connectionPool: at } = broker;
    if (at.host === host && at.port === port) {
      broker.nodeId = nodeId;
    } else {
      delete pool.brokers[nodeId];
      found = true;
    }
  }
  return found;
}
