import type { CustomerId, Preferences, TooManyPreferences } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";

export interface CustomerErased extends Refusal {
  readonly code: "customer_erased";
}

/**
 * `record` is one transaction: creates and locks the customer, stores what `decide` accepts, `lastSeen` (never
 * decreases), preferences and event; a refusal changes nothing. The call of `decide` that counts sees every
 * identification within a minute; it is pure and may be called again. Of concurrent detections one is accepted. Throws
 * `DataRefused`, and `Outage`, also while the year has no partition.
 */
export interface Identifications {
  record<R extends Refusal>(
    event: CustomerIdentified,
    preferences: Preferences,
    decide: (near: readonly CustomerIdentity[]) => Result<CustomerIdentity, R>,
  ): Promise<Result<CustomerIdentity, R | CustomerErased | TooManyPreferences>>;
}

/** Half-open. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Throws `Outage`. */
export interface IdentityHistory {
  /** Newest first. */
  of(customer: CustomerId, span: Span, limit: number): Promise<readonly CustomerIdentity[]>;
}

/** A cache, for an hour. `show` never replaces a later sighting. Throws `Outage`; callers continue without. */
export interface LastSightings {
  show(identity: CustomerIdentity): Promise<void>;
  of(customer: CustomerId): Promise<CustomerIdentity | null>;
  /** Whether there was an entry. Blocks `show` for minutes: a sighting decided before must not reappear. */
  forget(customer: CustomerId): Promise<boolean>;
}
