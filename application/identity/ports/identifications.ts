import type { CustomerId, Preferences, TooManyPreferences } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";

/** The customer was erased and not admitted again before the detection. */
export interface CustomerErased extends Refusal {
  readonly code: "customer_erased";
}

/**
 * Decides and stores identifications.
 *
 * `record` is one transaction: it creates (on first sight) and locks the customer, and stores what `decide` accepts
 * together with `lastSeen` (which never decreases), the merged preferences and the event. The decision that counts saw
 * every identification of the customer within a minute of the candidate; `decide` may be called several times, so it
 * must be pure. Of concurrent detections of one customer one is accepted. A refusal changes nothing. Throws `Outage`,
 * also while the detection's year has no partition, and `DataRefused`.
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
  /** A customer's identifications in a span, newest first, at most `limit`. */
  of(customer: CustomerId, span: Span, limit: number): Promise<readonly CustomerIdentity[]>;
}
