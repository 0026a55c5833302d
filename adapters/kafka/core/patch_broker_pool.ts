import BrokerPool from "kafkajs/src/cluster/brokerPool.js";

interface Broker {
  nodeId: number | null;
  readonly connectionPool: { readonly host: string; readonly port: number };
}

/** What of kafkajs 2.2.4's brokers, one pool for each client, matters here. */
interface Pool {
  /** By node id. */
  readonly brokers: Record<string, Broker>;
  readonly metadata: { readonly brokers: readonly (Broker["connectionPool"] & { readonly nodeId: number })[] } | null;
  refreshMetadata(topics: readonly string[]): Promise<void>;
}

let mended = false;

/**
 * Keeps kafkajs from taking one broker for another. A connection that is lost while it reads who the brokers are makes it
 * remember a broker under the id of another, for good: batches for the one then reach the other, or nobody, and `send`
 * resolves with no receipt at all. So after each reading every broker must be where the cluster says that it is.
 */
export function patchBrokerPool(): void {
  if (mended) return;
  mended = true;
  const pool = (BrokerPool as { readonly prototype: Pool }).prototype;
  const refresh = pool.refreshMetadata;
  pool.refreshMetadata = async function (topics) {
    await refresh.call(this, topics);
    if (forgetMisplaced(this)) await refresh.call(this, topics);
  };
}

/** Whether there were any. */
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
