/** A year of identifications. */
export interface IdentityYear {
  readonly year: number;
  /** About how many there are. */
  readonly rows: number;
}

/** The identifications, year by year, and who has none any more. All throw `Outage`. */
export interface IdentityRetention {
  /** By year. */
  list(): Promise<readonly IdentityYear[]>;
  /** Removes a year as a whole; gives how many identifications that were. */
  drop(year: number): Promise<number>;
  /** Adds the years that detections will fall in; gives those that were missing. */
  ensure(now: Date): Promise<readonly number[]>;
}

/** All throw `Outage`. */
export interface LongUnseen {
  /** Customers without any identification who were not seen since `before`. */
  count(before: Date): Promise<number>;
  /** Removes up to `limit` of them, with their keys to the archive; gives how many. */
  remove(before: Date, limit: number): Promise<number>;
}
