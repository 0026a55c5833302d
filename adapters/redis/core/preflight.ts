import { Redis } from "ioredis";
import { reasonOf } from "../../../application/shared/fault.ts";
import {
  type ConnectionRefusal,
  type ConnectionRefusalCode,
  errorText,
  isTransient,
  networkCodeOf,
  tlsRefusalOf,
} from "../../system/connection_refusal.ts";
import { speaksTls, tlsHandshake } from "../../system/tls_handshake.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectRedis, type RedisConnection } from "./connect.ts";

const TIMEOUT_MS = 5_000;

const REFUSALS: readonly (readonly [ConnectionRefusalCode, RegExp])[] = [
  ["wants_login", /NOAUTH/],
  ["login_refused", /WRONGPASS|invalid password|without any password configured/],
  ["not_allowed", /NOPERM/],
  ["cluster_down", /CLUSTERDOWN/],
  ["read_only", /READONLY|MASTERDOWN/],
];

/** `null` if one address answers. Never throws. */
export async function checkRedisConnection(connection: RedisConnection): Promise<ConnectionRefusal | null> {
  const answers = await Promise.all(
    connection.url.split(",").map((url) => checkNode({ ...connection, url: url.trim() })),
  );
  const refusals = answers.filter((answer) => answer !== null);
  if (refusals.length < answers.length) return null;
  return refusals.find((refusal) => !isTransient(refusal)) ?? refusals[0]!;
}

export function redisRefusalOf(error: unknown, { url }: Pick<RedisConnection, "url">): ConnectionRefusal {
  const text = errorText(error);
  const { host, port } = new URL(url.split(",")[0]!.trim());
  const code = REFUSALS.find(([, pattern]) => pattern.test(text))?.[0] ??
    (url.startsWith("rediss:") ? tlsRefusalOf(error) : null) ?? networkCodeOf(error);
  return { code, detail: reasonOf(error), address: port === "" ? `${host}:6379` : host };
}

/** A Cluster's client hides why a node refuses. */
async function checkNode(connection: RedisConnection): Promise<ConnectionRefusal | null> {
  let firstError: Error | undefined;
  const redis = connectRedis({ ...connection, cluster: false, onError: (error) => firstError ??= error });
  try {
    await withTimeout(TIMEOUT_MS, redis.ping());
    return null;
  } catch (error) {
    return await lookCloser(redisRefusalOf(firstError ?? error, connection), connection);
  } finally {
    redis.disconnect();
  }
}

/** TLS on one side alone looks like an outage. */
async function lookCloser(refusal: ConnectionRefusal, connection: RedisConnection): Promise<ConnectionRefusal> {
  const { code, address } = refusal;
  if (code !== "no_answer") return refusal;
  if (!connection.url.startsWith("rediss:")) {
    return await speaksTls(address) ? { ...refusal, code: "wants_tls" } : refusal;
  }
  const error = await tlsHandshake(address, connection.tlsTexts?.() ?? connection);
  const tlsCode = error && tlsRefusalOf(error);
  if (tlsCode) return { ...refusal, code: tlsCode, detail: error.message };
  return await answersWithoutTls(address) ? { ...refusal, code: "wants_no_tls" } : refusal;
}

async function answersWithoutTls(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const redis = new Redis({
    host: hostname,
    port: Number(port),
    lazyConnect: true,
    retryStrategy: null,
    enableReadyCheck: false,
  });
  redis.on("error", () => {});
  return await withTimeout(TIMEOUT_MS, redis.ping())
    .then(() => true, (error) => /NOAUTH|NOPERM/.test(reasonOf(error)))
    .finally(() => redis.disconnect());
}
