/**
 * The engines as tests see them: where they are, and how to break them. They must be up (`deno task services up`);
 * whether as containers or as processes makes no difference here.
 */
import { chooseHost, HOSTS } from "./choose_host.ts";
import type { EngineHost } from "./engine_host.ts";

export { type Addresses, addresses } from "../../../testing/engines/addresses.ts";

/** A Kafka broker, counted from 1. */
export type Broker = 1 | 2 | 3;

/** Ends a broker by SIGKILL; its data stay. The other two go on. */
export async function killBroker(broker: Broker): Promise<void> {
  await (await host()).kill(`kafka-${broker}`);
}

/** Starts a broker again and waits until the cluster counts it in. Its partitions may still be catching up then. */
export async function startBroker(broker: Broker): Promise<void> {
  await (await host()).start(`kafka-${broker}`);
}

/** Ends PostgreSQL in its fast way: connections are cut, what was committed is on disk. */
export async function stopPostgres(): Promise<void> {
  await (await host()).stop("postgres");
}

/** Ends PostgreSQL by SIGKILL, every process of it; the next start recovers from the log. */
export async function killPostgres(): Promise<void> {
  await (await host()).kill("postgres");
}

/** Starts PostgreSQL again, on the same data, and waits until it answers. */
export async function startPostgres(): Promise<void> {
  await (await host()).start("postgres");
}

/** Ends the single Redis. It keeps everything in memory, so this empties it. */
export async function stopRedis(): Promise<void> {
  await (await host()).stop("redis");
}

/** Starts the single Redis again, empty, and waits until it answers. */
export async function startRedis(): Promise<void> {
  await (await host()).start("redis");
}

async function host(): Promise<EngineHost> {
  return HOSTS[await chooseHost()];
}
