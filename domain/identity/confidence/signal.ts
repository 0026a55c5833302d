export interface Signal {
  readonly beaconId: string;
  /** dBm, −100 to 0. */
  readonly rssi: number;
  readonly at: Date;
}

/** Positions in a plane, in the unit of the store's parameters. */
export type BeaconPositions = ReadonlyMap<string, { readonly x: number; readonly y: number }>;
