import type { CachePools, PoolRefreshes } from "../../application/commerce/ports/cache.ts";
import type { ActiveScenarios, ShopOpening } from "../../application/commerce/ports/simulation.ts";
import type { CustomerEvents, EventRecord, OldEvents } from "../../application/identity/ports/events.ts";
import type { LastSightings } from "../../application/identity/ports/identifications.ts";
import type { LogInspector, LogReader, LogScanner, LogWriter } from "../../application/shared/log.ts";
import type { ReportCache } from "../../application/store/ports/reports.ts";

/** What a process holds in its own memory where a server is not set, by port. */
export interface EmbeddedEngines {
  readonly log: LogWriter & LogReader & LogInspector & LogScanner & {
    /** Removes a key's records, at most those before an offset or what every reader has had; returns their number. */
    forget(topic: string, key: string, upTo?: "all" | "read" | number): Promise<number>;
  };
  readonly events: CustomerEvents & EventRecord & OldEvents;
  readonly pools: CachePools & PoolRefreshes;
  readonly scenarios: ActiveScenarios;
  readonly opening: ShopOpening;
  readonly reports: ReportCache;
  readonly sightings: LastSightings;
  readonly sourcing: {
    /** The three databases, unless they are open, so that their folders name addresses that stay. */
    open(): Promise<void>;
  };
}

export type EngineName = keyof EmbeddedEngines;

/** How a method is passed on: asked and answered, page by page, or with a handler that is called back. */
export type Passing = "call" | "iterate" | "read";

/** Every method of every port: one that is missing does not compile. */
export const PASSING: {
  readonly [E in EngineName]: { readonly [M in keyof EmbeddedEngines[E]]: Passing };
} = {
  log: { append: "call", ranges: "call", readers: "call", scan: "iterate", read: "read", forget: "call" },
  events: {
    ofCustomer: "call",
    between: "call",
    at: "call",
    record: "call",
    remove: "call",
    removeAll: "call",
    days: "iterate",
    ofDay: "call",
    still: "call",
  },
  pools: {
    replaceUsers: "call",
    replaceProducts: "call",
    removeUser: "call",
    users: "call",
    products: "call",
    randomUser: "call",
    randomProduct: "call",
    sizes: "call",
    use: "call",
    isConnected: "call",
    note: "call",
    last: "call",
  },
  scenarios: { running: "call", start: "call", stop: "call" },
  opening: { openedAt: "call", announce: "call" },
  reports: {
    read: "call",
    acquireLease: "call",
    put: "call",
    release: "call",
    raiseVersionFloor: "call",
    reset: "call",
  },
  sightings: { show: "call", of: "call", forget: "call" },
  sourcing: { open: "call" },
};
