import type { CustomerId, Preferences, TooManyPreferences } from "../../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../../domain/identity/customer_identified.ts";
import type { CustomerIdentity } from "../../../domain/identity/customer_identity.ts";
import type { Refusal, Result } from "../../../domain/shared/result.ts";

/** The customer was erased, and not admitted again before the moment of the detection. */
export interface CustomerErased extends Refusal {
  readonly code: "customer_erased";
}

/**
 * Where identifications are decided and kept.
 *
 * `record` does all of it in one transaction or none: the customer is created where this is the first sight of it and
 * locked, what `decide` accepts is stored together with the customer's `lastSeen` (which never moves back), its merged
 * preferences and the event that tells of it. The decision that counts has seen every identification of the customer
 * within a minute of the candidate; `decide` may be called several times until then, so it must do nothing but decide.
 * Of any number of simultaneous detections of one customer one is accepted. A refusal changes nothing. Throws `Outage`,
 * also while there is no room for the year of the detection, and `DataRefused`.
 */
export interface Identifications {
  record<R extends Refusal>(
    event: CustomerIdentified,
    preferences: Preferences,
    decide: (near: readonly CustomerIdentity[]) => Result<CustomerIdentity, R>,
  ): Promise<Result<CustomerIdentity, R | CustomerErased | TooManyPreferences>>;
}

/** A span of time, its end not included. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** What was recorded, for reading. Throws `Outage`. */
export interface IdentityHistory {
  /** A customer's identifications in a span, newest first, at most `limit`. */
  of(customer: CustomerId, span: Span, limit: number): Promise<readonly CustomerIdentity[]>;
}
