/** The engines must be up (`deno task services up`), as containers or processes. */
import { chooseHost, HOSTS } from "./choose_host.ts";
import type { EngineHost } from "./engine_host.ts";

export { type Addresses, addresses } from "../../../testing/engines/addresses.ts";

export type Broker = 1 | 2 | 3;

/** By SIGKILL; its data stay. */
export async function killBroker(broker: Broker): Promise<void> {
  await (await host()).kill(`kafka-${broker}`);
}

/** Returns when the cluster lists the broker; its replicas may still be catching up. */
export async function startBroker(broker: Broker): Promise<void> {
  await (await host()).start(`kafka-${broker}`);
}

/** By its fast shutdown: connections are cut, committed data is on disk. */
export async function stopPostgres(): Promise<void> {
  await (await host()).stop("postgres");
}

/** All its processes by SIGKILL; the next start recovers from the WAL. */
export async function killPostgres(): Promise<void> {
  await (await host()).kill("postgres");
}

export async function startPostgres(): Promise<void> {
  await (await host()).start("postgres");
}

/** It is in memory, so this empties it. */
export async function stopRedis(): Promise<void> {
  await (await host()).stop("redis");
}

export async function startRedis(): Promise<void> {
  await (await host()).start("redis");
}

async function host(): Promise<EngineHost> {
  return HOSTS[await chooseHost()];
}
