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
