/** How the cache itself is doing, summed over its nodes. */
export interface CacheLoad {
  /** What everything in the cache takes. */
  readonly memoryBytes: number;
  /** Commands a second, of all its clients. */
  readonly opsPerSecond: number;
}

/** A look at the cache's own figures. Throws `Outage`. */
export interface CacheLoads {
  load(): Promise<CacheLoad>;
}
