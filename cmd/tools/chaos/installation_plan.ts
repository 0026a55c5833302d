import { STREAMS } from "../../../domain/commerce/commerce_event.ts";
import type { ProcessPlan } from "./faults/process_room.ts";

/** How many processes of each kind; of consumers, for each stream. */
const CONSUMERS = { orders: 3, users: 1, products: 1 } as const;
const OTHERS = { "event-relay": 1, "event-recorder": 2, api: 2 } as const;

/** What a process may hold in memory: about twice what the largest held in runs of half an hour. */
export function memoryLimitMb(kind: string): number {
  return kind === "start" ? 2_000 : 400;
}

type Settings = Readonly<Record<string, string>>;

/** Every process of an installation that is put under load. @param env of those with the single Redis, and with the Cluster */
export function processesOf(env: { readonly single: Settings; readonly cluster: Settings }): ProcessPlan[] {
  return [
    ...STREAMS.flatMap((stream) =>
      many(CONSUMERS[stream], `consumer-${stream}`, "consumer", ["--topic", stream], env.single)
    ),
    ...Object.entries(OTHERS).flatMap(([kind, count]) => many(count, kind, kind, [], env.single)),
    ...many(1, "cache-worker", "cache-worker", [], env.cluster),
  ];
}

function many(count: number, name: string, kind: string, args: readonly string[], env: Settings): ProcessPlan[] {
  return Array.from({ length: count }, (_, nth) => ({ name: `${name}-${nth + 1}`, kind, args, env }));
}

/** The processes' names by their kind, as a schedule wants them. */
export function namesByKind(plans: readonly ProcessPlan[]): Readonly<Record<string, readonly string[]>> {
  const kinds = Map.groupBy(plans, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, plans]) => [kind, plans.map(({ name }) => name)]));
}
