import { STREAMS } from "../../../domain/commerce/commerce_event.ts";
import type { ProcessPlan } from "./faults/process_room.ts";

const CONSUMERS = { orders: 3, users: 1, products: 1 } as const;
const OTHERS = { "event-relay": 1, "event-recorder": 2, api: 2 } as const;

/** Memory limit of a process: about twice the largest use seen in half-hour runs. */
export function memoryLimitMb(kind: string): number {
  return kind === "start" ? 2_000 : 400;
}

type Settings = Readonly<Record<string, string>>;

/** @param env.pooled for every second one of a kind */
export function processesOf(
  env: { readonly single: Settings; readonly pooled: Settings; readonly cluster: Settings },
): ProcessPlan[] {
  const inTurn = [env.single, env.pooled];
  return [
    ...STREAMS.flatMap((stream) =>
      many(CONSUMERS[stream], `consumer-${stream}`, "consumer", ["--topic", stream], inTurn)
    ),
    ...Object.entries(OTHERS).flatMap(([kind, count]) => many(count, kind, kind, [], inTurn)),
    ...many(1, "cache-worker", "cache-worker", [], [env.cluster]),
  ];
}

function many(
  count: number,
  name: string,
  kind: string,
  args: readonly string[],
  inTurn: readonly Settings[],
): ProcessPlan[] {
  return Array.from({ length: count }, (_, nth) => ({
    ...{ name: `${name}-${nth + 1}`, kind, args },
    env: inTurn[nth % inTurn.length]!,
  }));
}

export function namesByKind(plans: readonly ProcessPlan[]): Readonly<Record<string, readonly string[]>> {
  const kinds = Map.groupBy(plans, ({ kind }) => kind);
  return Object.fromEntries([...kinds].map(([kind, plans]) => [kind, plans.map(({ name }) => name)]));
}
