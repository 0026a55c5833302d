import type { CustomerId } from "../../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { LastSightings } from "../../../application/identity/ports/identifications.ts";
import { HOUR_MS } from "../../../domain/shared/durations.ts";

const KEPT_MS = HOUR_MS;
const FORGOTTEN_MS = 300_000;
/** Beyond it, those shown longest ago are evicted. */
const MOST = 100_000;

interface Entry {
  /** `null`: forgotten. */
  readonly identity: CustomerIdentity | null;
  readonly until: number;
}

export class MemoryLastSightings implements LastSightings {
  readonly #entries = new Map<CustomerId, Entry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  show(identity: CustomerIdentity): Promise<void> {
    const held = this.#entry(identity.customerId);
    const isNews = !held || held.identity !== null && held.identity.detectedAt < identity.detectedAt;
    if (isNews) this.#set(identity.customerId, { identity, until: this.#now() + KEPT_MS });
    return Promise.resolve();
  }

  of(customer: CustomerId): Promise<CustomerIdentity | null> {
    return Promise.resolve(this.#entry(customer)?.identity ?? null);
  }

  forget(customer: CustomerId): Promise<boolean> {
    const held = this.#entry(customer);
    this.#set(customer, { identity: null, until: this.#now() + FORGOTTEN_MS });
    return Promise.resolve(held !== undefined && held.identity !== null);
  }

  #entry(customer: CustomerId): Entry | undefined {
    const entry = this.#entries.get(customer);
    if (entry === undefined || entry.until > this.#now()) return entry;
    this.#entries.delete(customer);
  }

  #set(customer: CustomerId, entry: Entry): void {
    this.#entries.delete(customer);
    this.#entries.set(customer, entry);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > MOST) this.#entries.delete(oldest!);
  }
}
