import type { CustomerId } from "../../../domain/identity/customer.ts";

export interface Found {
  /** The store's name of it, such as "customer_identities". */
  readonly place: string;
  /** `null` if copies can't be looked up or removed by customer. */
  readonly records: number | null;
  /** Latest expiry of copies that can't be removed individually. */
  readonly goneBy?: Date;
}

/**
 * A place with personal data.
 *
 * `erase` removes all data of the customer and returns what was found; every place is listed, also when empty.
 * Idempotent. Throws `Outage`.
 */
export interface PersonalDataStore {
  /** Shown in the certificate: "Postgres", "DynamoDB", … */
  readonly name: string;
  erase(customer: CustomerId, at: Date): Promise<readonly Found[]>;
}

/**
 * The store that is erased first and registers the erasure, so that later arrivals are refused everywhere. `erasedAt`
 * is the first erasure since the last admission.
 */
export interface ErasureRegister {
  readonly name: string;
  begin(customer: CustomerId, at: Date): Promise<{ readonly erasedAt: Date; readonly found: readonly Found[] }>;
}
