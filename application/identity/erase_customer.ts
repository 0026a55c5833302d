import type { CustomerId } from "../../domain/identity/customer.ts";
import type { ErasureRegister, Found, PersonalDataStore } from "./ports/erasures.ts";

export interface EraseCustomerDeps {
  readonly register: ErasureRegister;
  /** Every other place that keeps something of customers. */
  readonly stores: readonly PersonalDataStore[];
  /** By which the register knows customers, hexadecimal. */
  readonly digestOf: (customer: CustomerId) => string;
}

/** What an erasure did, for whoever has to prove it. It does not name the customer; who knows the id can tell. */
interface ErasureCertificate {
  /** SHA-256 of the customer's id. */
  readonly customerDigest: string;
  /** When the customer was erased first; from then on whatever arrives late is refused. */
  readonly erasedAt: Date;
  /** When this certificate was made. */
  readonly asOf: Date;
  /** Records that this call found and removed. */
  readonly records: number;
  readonly stores: readonly { readonly store: string; readonly found: readonly Found[] }[];
}

/**
 * Forgets a customer everywhere; gives what was found where.
 *
 * The register comes first, and each store may be erased again: a call that fails or dies anywhere on the way is
 * repeated, and finds what is left. Throws `Outage` when a store is unreachable.
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
