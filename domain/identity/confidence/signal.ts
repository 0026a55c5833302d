/** One reading of one beacon by the customer's device. */
export interface Signal {
  readonly beaconId: string;
  /** dBm, −100 to 0. */
  readonly rssi: number;
  readonly at: Date;
}

/** Where the beacons are, in a plane; the unit is that of the store's parameters. */
export type BeaconPositions = ReadonlyMap<string, { readonly x: number; readonly y: number }>;
