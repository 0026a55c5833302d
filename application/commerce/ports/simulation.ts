export interface RunningScenario {
  readonly name: string;
  readonly until: Date;
}

/** For every producer of the installation. All throw `Outage`. */
export interface ActiveScenarios {
  /** By name. */
  running(now: Date): Promise<RunningScenario[]>;
  start(scenario: RunningScenario): Promise<void>;
  /** "idle" when it did not run at `now`. */
  stop(name: string, now: Date): Promise<"stopped" | "idle">;
}

/** For processes that don't see the store. Both throw `Outage`. */
export interface ShopOpening {
  openedAt(): Promise<Date | null>;
  announce(at: Date): Promise<void>;
}

/** Throws `Outage`. */
export interface ShopRecords {
  /** When the row was added, not the date of registration. */
  firstCustomerAddedAt(): Promise<Date | null>;
}
