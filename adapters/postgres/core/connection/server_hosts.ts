export interface ServerHost {
  readonly host: string;
  readonly port: number;
}

/** About as long as a walk through the hosts of an address takes. */
const UNFIT_FOR_MS = 5_000;

/** The hosts of one address, of which one is the primary. */
export class ServerHosts {
  readonly #unfitSince = new Map<ServerHost, number>();
  readonly #hosts: readonly ServerHost[];

  constructor(hosts: readonly ServerHost[]) {
    this.#hosts = hosts;
  }

  /** In the order of trying: those that were fit or never tried as named, then those found unfit longest ago. */
  get inOrder(): readonly ServerHost[] {
    return this.#hosts.toSorted((a, b) => (this.#unfitSince.get(a) ?? 0) - (this.#unfitSince.get(b) ?? 0));
  }

  /** Whether one was not tried a moment ago. */
  hasOthers(now: number): boolean {
    return this.#hosts.some((host) => now - (this.#unfitSince.get(host) ?? -Infinity) > UNFIT_FOR_MS);
  }

  fit(host: ServerHost): void {
    this.#unfitSince.delete(host);
  }

  /** @param now of a monotonic clock, positive */
  unfit(host: ServerHost, now: number): void {
    this.#unfitSince.set(host, now);
  }
}
