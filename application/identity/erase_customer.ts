import type { CustomerId } from "../../domain/identity/customer.ts";
import type { ErasureRegister, Found, PersonalDataStore } from "./ports/erasures.ts";

export interface EraseCustomerDeps {
  readonly register: ErasureRegister;
  /** All other places with personal data. */
  readonly stores: readonly PersonalDataStore[];
  /** Key of a customer in the register, hexadecimal. */
  readonly digestOf: (customer: CustomerId) => string;
}

/** Proof of an erasure. Identifies the customer only by digest. */
interface ErasureCertificate {
  /** SHA-256 of the customer's id. */
  readonly customerDigest: string;
  /** Time of the first erasure; later arrivals are refused from then on. */
  readonly erasedAt: Date;
  readonly asOf: Date;
  /** Records that this call removed. */
  readonly records: number;
  readonly stores: readonly { readonly store: string; readonly found: readonly Found[] }[];
}

/**
 * Erases a customer in every store and returns what was found.
 *
 * The register is first and every erasure is idempotent: a failed call is repeated and removes the rest. Throws
 * `Outage` if a store is unreachable.
 */
export async function eraseCustomer(
  { register, stores, digestOf }: EraseCustomerDeps,
  customer: CustomerId,
  at: Date,
): Promise<ErasureCertificate> {
  const begun = await register.begin(customer, at);
  const all = [{ store: register.name, found: begun.found }];
  for (const store of stores) all.push({ store: store.name, found: await store.erase(customer, begun.erasedAt) });
  return {
    customerDigest: digestOf(customer),
    erasedAt: begun.erasedAt,
    asOf: at,
    records: all.flatMap(({ found }) => found).reduce((sum, { records }) => sum + (records ?? 0), 0),
    stores: all,
  };
}
