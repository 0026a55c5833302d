export interface Signal {
  readonly beaconId: string;
  /** dBm, −127 to 20; 0 is unknown. */
  readonly rssi: number;
  readonly at: Date;
}

/** Positions in a plane, in the unit of the store's parameters. */
export type BeaconPositions = ReadonlyMap<string, { readonly x: number; readonly y: number }>;
