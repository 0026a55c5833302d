import { Redis } from "ioredis";
import { reasonOf } from "../../../application/shared/fault.ts";
import { type EntryRefusal, type EntryRefusalKind, tlsRefusalOf } from "../../system/entry_refusal.ts";
import { greetByTls, speaksTls } from "../../system/greet_by_tls.ts";
import { withTimeout } from "../../system/with_timeout.ts";
import { connectRedis, type RedisConnection } from "./connect.ts";

const ANSWER_WITHIN_MS = 5_000;
const NOBODY_THERE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UNREACH/;

/**
 * Why Redis lets nobody in with these settings; `null` when it does, and when it can't be reached at all. Of a Cluster's
 * entrances one that opens is enough.
 */
export async function knockAtRedis(connection: RedisConnection): Promise<EntryRefusal | null> {
  const answers = await Promise.all(
    connection.url.split(",").map((url) => knockAt({ ...connection, url: url.trim() })),
  );
  return answers.includes("open") ? null : answers.find((answer) => typeof answer === "object") ?? null;
}

/** Asks one node, alone: what a Cluster's client says of a node that refuses is only that it went away. */
async function knockAt(connection: RedisConnection): Promise<EntryRefusal | "open" | "away"> {
  const { host, port } = new URL(connection.url);
  const address = port === "" ? `${host}:6379` : host;
  let firstError: Error | undefined;
  const redis = connectRedis({ ...connection, cluster: false, onError: (error) => firstError ??= error });
  try {
    await withTimeout(ANSWER_WITHIN_MS, redis.ping());
    return "open";
  } catch (error) {
    return await refusalOf(firstError ?? error, address, connection) ?? "away";
  } finally {
    redis.disconnect();
  }
}

async function refusalOf(error: unknown, address: string, connection: RedisConnection): Promise<EntryRefusal | null> {
  const refusal = (kind: EntryRefusalKind, cause = error): EntryRefusal => ({ kind, reason: reasonOf(cause), address });
  const said = `${(error as { code?: unknown }).code ?? ""} ${reasonOf(error)}`;
  if (NOBODY_THERE.test(said)) return null;
  if (/NOAUTH/.test(said)) return refusal("wants_login");
  if (/WRONGPASS|invalid password|without any password configured/.test(said)) return refusal("login_refused");
  if (/NOPERM/.test(said)) return refusal("not_allowed");
  if (!connection.url.startsWith("rediss:")) return await speaksTls(address) ? refusal("wants_tls") : null;
  const heard = tlsRefusalOf(error) ? error : await greetByTls(address, connection);
  const kind = heard === null ? null : tlsRefusalOf(heard);
  if (kind) return refusal(kind, heard);
  return await answersWithout(address) ? refusal("wants_no_tls") : null;
}

/** Whether a Redis answers those who come without TLS; that it wants a password is an answer. */
async function answersWithout(address: string): Promise<boolean> {
  const { hostname, port } = new URL(`tcp://${address}`);
  const redis = new Redis({
    host: hostname,
    port: Number(port),
    lazyConnect: true,
    retryStrategy: null,
    enableReadyCheck: false,
  });
  redis.on("error", () => {});
  return await withTimeout(ANSWER_WITHIN_MS, redis.ping()).then(
    () => true,
    (error) => /NOAUTH|NOPERM/.test(reasonOf(error)),
  )
    .finally(() => redis.disconnect());
}
