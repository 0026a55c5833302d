import type { EventEmitter } from "node:events";
import { Cluster, Redis } from "ioredis";
import { readAnew, type TlsTexts } from "../../system/tls_texts.ts";

export type RedisClient = Redis | Cluster;

export interface RedisConnection extends TlsTexts {
  /** `redis://` or `rediss://` (TLS); several, comma separated, are the seed nodes of a Cluster. */
  readonly url: string;
  readonly cluster?: boolean;
  /** Asked for each connection, instead of `ca`, `cert` and `key`. Must not throw. */
  readonly tlsTexts?: () => TlsTexts;
  /** Asked for each connection, instead of that in the address. Must not throw. */
  readonly password?: () => string;
  readonly onError?: (error: Error) => void;
  /** A connection was let in. */
  readonly onReady?: () => void;
}

const LONGEST_PAUSE_MS = 2_000;
/** Of a replica, of one that lost its master, and of one that has just started: the name may lead elsewhere by now. */
const WRONG_SERVER = /(^|-)(READONLY|MASTERDOWN|LOADING)\b/;

/** Connects on first use, reconnects with growing pauses, and fails a command within seconds instead of queueing it. */
export function connectRedis(connection: RedisConnection): RedisClient {
  const { url, cluster = false, password, onError, onReady } = connection;
  const urls = url.split(",").map((part) => new URL(part.trim()));
  const first = urls[0]!;
  const options = {
    lazyConnect: true,
    connectTimeout: 3_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 1,
    retryStrategy: (times: number) => Math.min(50 * 2 ** times, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2),
    ...(first.protocol === "rediss:" ? { tls: readAnew(connection.tlsTexts ?? (() => connection)) } : {}),
    ...(first.username ? { username: decodeURIComponent(first.username) } : {}),
    ...(first.password ? { password: decodeURIComponent(first.password) } : {}),
  };
  // A Cluster's client reads it for each node.
  if (password) Object.defineProperty(options, "password", { enumerable: true, get: password });
  const client = urls.length === 1 && !cluster
    ? new Redis({
      ...options,
      reconnectOnError: (error: Error) => WRONG_SERVER.test(error.message),
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
  if (password && client instanceof Redis) {
    Object.defineProperty(client.options, "password", { enumerable: true, get: password });
  }
  client.on("ready", () => onReady?.());
  // Without a listener ioredis prints every reconnect to stderr.
  client.on("error", (error: Error) => onError?.(error));
  if (client instanceof Cluster) client.on("+node", listenToSocket);
  else listenToSocket(client);
  return client;
}

/** ioredis handles only a socket's first error; the second, after a hang-up, would end this process. */
function listenToSocket(node: Redis): void {
  node.on("connect", () => (node as unknown as { stream: EventEmitter }).stream.on("error", () => {}));
}
