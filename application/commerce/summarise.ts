import type { Stream } from "../../domain/commerce/commerce_event.ts";
import { Outage } from "../shared/fault.ts";
import type { LogInspector } from "../shared/log.ts";
import { type GroupLag, groupLag } from "./group_lag.ts";
import type { CachePools, CacheUse } from "./ports/cache.ts";
import type { StoredPositions } from "../shared/stream_position.ts";
import type { Figures, ShopFigures } from "./ports/shop.ts";

type SummaryPart = "store" | "cache" | "log";

/** Unreachable parts are `null` and named in `unavailable`. */
export interface Summary {
  readonly counts: Figures["counts"] | null;
  readonly buyers: number | null;
  readonly newUsers: number | null;
  readonly grades: Figures["grades"] | null;
  readonly pools: { readonly users: number; readonly products: number } | null;
  readonly groups: readonly GroupLag[] | null;
  readonly cache: CacheUse | null;
  readonly unavailable: readonly SummaryPart[];
  readonly asOf: Date;
}

export interface SummarySources {
  readonly figures: Omit<ShopFigures, "salesByHour">;
  readonly pools: CachePools;
  readonly positions: StoredPositions;
  readonly inspector: LogInspector;
  readonly streams: Readonly<Record<Stream, { readonly topic: string; readonly group: string }>>;
}

/** An `Outage` makes a part `null`; other faults are thrown. */
export async function summarise(sources: SummarySources, asOf: Date): Promise<Summary> {
  const followed = Object.values(sources.streams);
  const [figures, pools, cache, positions, ranges] = await Promise.all([
    orAway(() => sources.figures.figures()),
    orAway(() => sources.pools.sizes()),
    orAway(() => sources.pools.use()),
    orAway(() => sources.positions.all()),
    orAway(() => Promise.all(followed.map(({ topic }) => sources.inspector.ranges(topic)))),
  ]);
  const unavailable: SummaryPart[] = [];
  if (figures === AWAY || positions === AWAY) unavailable.push("store");
  if (pools === AWAY || cache === AWAY) unavailable.push("cache");
  if (ranges === AWAY) unavailable.push("log");

  const shop = figures === AWAY ? null : figures;
  return {
    counts: shop && shop.counts,
    buyers: shop && shop.buyers,
    newUsers: shop && shop.newUsers,
    grades: shop && shop.grades,
    pools: pools === AWAY ? null : pools,
    groups: positions === AWAY || ranges === AWAY
      ? null
      : followed.map((stream, index) => groupLag(stream, ranges[index]!, positions, asOf)),
    cache: cache === AWAY ? null : cache,
    unavailable,
    asOf,
  };
}

const AWAY = Symbol("away");

async function orAway<T>(read: () => Promise<T>): Promise<T | typeof AWAY> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Outage) return AWAY;
    throw error;
  }
}
