import type { EventEmitter } from "node:events";
import { Cluster, Redis } from "ioredis";
import { traceCommands } from "./trace_commands.ts";

export type RedisClient = Redis | Cluster;

export interface RedisConnection {
  /** `redis://` or `rediss://` (TLS); several, comma separated, are the seed nodes of a Cluster. */
  readonly url: string;
  readonly cluster?: boolean;
  /** PEM text; default: the system's authorities. */
  readonly ca?: string;
  /** PEM texts; both or neither. */
  readonly cert?: string;
  readonly key?: string;
  readonly onError?: (error: Error) => void;
}

const LONGEST_PAUSE_MS = 2_000;

/** Connects on first use, reconnects with growing pauses, and fails a command within seconds instead of queueing it. */
export function connectRedis({ url, cluster = false, ca, cert, key, onError }: RedisConnection): RedisClient {
  const urls = url.split(",").map((part) => new URL(part.trim()));
  const first = urls[0]!;
  const options = {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2),
    ...(first.protocol === "rediss:" ? { tls: { ...(ca ? { ca } : {}), ...(cert && key ? { cert, key } : {}) } } : {}),
    ...(first.username ? { username: decodeURIComponent(first.username) } : {}),
    ...(first.password ? { password: decodeURIComponent(first.password) } : {}),
  };
  const client = urls.length === 1 && !cluster
    ? new Redis({
      ...options,
      // No enableAutoPipelining: ioredis 6.0.0 ends the process ("results[i] is not iterable") if answers are missing.
      host: first.hostname,
      port: Number(first.port || 6379),
      db: Number(first.pathname.slice(1)) || 0,
    })
    : new Cluster(urls.map((node) => ({ host: node.hostname, port: Number(node.port || 6379) })), {
      lazyConnect: true,
      redisOptions: options,
      clusterRetryStrategy: (times) => Math.min(100 * 2 ** times, LONGEST_PAUSE_MS),
    });
  // Without a listener ioredis prints every reconnect to stderr.
  client.on("error", (error: Error) => onError?.(error));
  if (client instanceof Cluster) client.on("+node", listenToSocket);
  else listenToSocket(client);
  traceCommands(client);
  return client;
}

/** ioredis handles only a socket's first error; the second, after a hang-up, would end this process. */
function listenToSocket(node: Redis): void {
  node.on("connect", () => (node as unknown as { stream: EventEmitter }).stream.on("error", () => {}));
}
