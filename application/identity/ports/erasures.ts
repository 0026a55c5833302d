import type { CustomerId } from "../../../domain/identity/customer.ts";

/** What one store held of a customer and no longer holds. */
export interface Found {
  /** What the store calls it, such as "customer_identities". */
  readonly place: string;
  /** `null` where copies can't be looked up by customer, nor removed one by one. */
  readonly records: number | null;
  /** When copies that can't be removed one by one are gone at the latest. */
  readonly goneBy?: Date;
}

/**
 * A place that keeps personal data.
 *
 * `erase` removes everything of the customer and gives what was there, each place named even where nothing was found.
 * It may be repeated after a crash. Throws `Outage`.
 */
export interface PersonalDataStore {
  /** Shown in the certificate: "Postgres", "DynamoDB", … */
  readonly name: string;
  erase(customer: CustomerId, at: Date): Promise<readonly Found[]>;
}

/**
 * The store that is erased first: it registers the erasure too, so that whatever arrives late is refused everywhere.
 * `erasedAt` is when the customer was erased first, since the last admission.
 */
export interface ErasureRegister {
  readonly name: string;
  begin(customer: CustomerId, at: Date): Promise<{ readonly erasedAt: Date; readonly found: readonly Found[] }>;
}
