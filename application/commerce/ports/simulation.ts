/** A scenario that was started, and when it ends by itself. */
export interface RunningScenario {
  readonly name: string;
  readonly until: Date;
}

/** The scenarios that were started by hand, for every producer of the installation. All throw `Outage`. */
export interface ActiveScenarios {
  /** Those that have not ended at `now`, by name. */
  running(now: Date): Promise<RunningScenario[]>;
  /** Starts one, or gives one that runs another end. */
  start(scenario: RunningScenario): Promise<void>;
  /** Ends one at once; "idle" when it did not run at `now`. */
  stop(name: string, now: Date): Promise<"stopped" | "idle">;
}

/** When the shop was first opened, for processes that don't see its store. Both throw `Outage`. */
export interface ShopOpening {
  /** `null` until it is announced. */
  openedAt(): Promise<Date | null>;
  announce(at: Date): Promise<void>;
}

/** Read model of the shop's own history. Throws `Outage`. */
export interface ShopRecords {
  /** When the first customer was really added, whatever day that customer says to have registered on; `null` without any. */
  firstCustomerAddedAt(): Promise<Date | null>;
}
