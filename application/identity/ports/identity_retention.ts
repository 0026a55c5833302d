export interface IdentityYear {
  readonly year: number;
  /** Estimate. */
  readonly rows: number;
}

/** All throw `Outage`. */
export interface IdentityRetention {
  list(): Promise<readonly IdentityYear[]>;
  /** Removes a whole year; returns the number of identifications. */
  drop(year: number): Promise<number>;
  /** Adds the years of coming detections; returns those that were missing. */
  ensure(now: Date): Promise<readonly number[]>;
}

/** All throw `Outage`. */
export interface LongUnseen {
  count(before: Date): Promise<number>;
  /** Removes up to `limit` of them with their archive keys; returns their number. */
  remove(before: Date, limit: number): Promise<number>;
}
