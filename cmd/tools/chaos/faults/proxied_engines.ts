import { type Addresses, HOST, PORTS } from "../../../../testing/engines/addresses.ts";
import type { Proxies, Upstream } from "./proxies.ts";

/** Services behind Toxiproxy: all but the Redis Cluster, whose nodes announce their own addresses. */
export const SERVICES = ["postgres", "redis", "dynamodb", "kafka-1", "kafka-2", "kafka-3"] as const;

export function upstreamsOf(engines: Addresses): Readonly<Record<typeof SERVICES[number], Upstream>> {
  const host = (url: string) => ({ upstream: new URL(url).host });
  const broker = (nth: 0 | 1 | 2) => (
    { upstream: `${HOST}:${PORTS.kafkaBehindProxy[nth]}`, port: PORTS.kafkaProxied[nth] }
  );
  return {
    postgres: host(engines.postgresUrl),
    redis: host(engines.redisUrl),
    dynamodb: host(engines.dynamodbEndpoint),
    "kafka-1": broker(0),
    "kafka-2": broker(1),
    "kafka-3": broker(2),
  };
}

/** For who goes through the pooler, which stands behind a proxy too. */
export function pooledSettings(
  settings: Readonly<Record<string, string>>,
  { url, passwordFile }: { readonly url: string; readonly passwordFile: string },
  network: Pick<Proxies, "through">,
): Record<string, string> {
  return { ...settings, DATABASE_URL: network.through(url, "pooler"), DATABASE_PASSWORD_FILE: passwordFile };
}

export function proxiedSettings(
  env: Readonly<Record<string, string>>,
  network: Pick<Proxies, "address" | "through">,
): Record<string, string> {
  const through = (url: string, service: typeof SERVICES[number]) => network.through(url, service);
  return {
    ...env,
    DATABASE_URL: through(env.DATABASE_URL!, "postgres"),
    REDIS_URL: through(env.REDIS_URL!, "redis"),
    DYNAMODB_ENDPOINT: through(env.DYNAMODB_ENDPOINT!, "dynamodb"),
    KAFKA_BROKERS: (["kafka-1", "kafka-2", "kafka-3"] as const).map((broker) => network.address(broker)).join(","),
  };
}
