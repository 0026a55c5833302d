/** The last time that both pools were replaced. */
export interface PoolRefresh {
  /** How often the pools have been replaced since the cache began. */
  readonly count: number;
  readonly at: Date;
}

/** Keeps when the pools were replaced, beside the pools, for those who watch them. Both throw `Outage`. */
export interface PoolRefreshes {
  /** Notes that both pools hold what the store held at `at`. */
  note(at: Date): Promise<void>;
  /** `null` before the first. */
  last(): Promise<PoolRefresh | null>;
}
