export interface IdentityYear {
  readonly year: number;
  /** Estimate. */
  readonly rows: number;
}

/** All throw `Outage`. */
export interface IdentityRetention {
  list(): Promise<readonly IdentityYear[]>;
  drop(year: number): Promise<number>;
  /** Returns the coming years that were missing. */
  ensure(now: Date): Promise<readonly number[]>;
}

/** All throw `Outage`. */
export interface LongUnseen {
  count(before: Date): Promise<number>;
  /** With their archive keys; returns their number. */
  remove(before: Date, limit: number): Promise<number>;
}
