import type { CustomerId } from "../../domain/identity/customer.ts";
import type { ErasureRegister, Found, PersonalDataStore } from "./ports/customers.ts";

export interface EraseCustomerDeps {
  readonly register: ErasureRegister;
  readonly stores: readonly PersonalDataStore[];
  readonly digestOf: (customer: CustomerId) => string;
}

interface ErasureCertificate {
  /** SHA-256 of the customer's id. */
  readonly customerDigest: string;
  readonly erasedAt: Date;
  readonly asOf: Date;
  readonly records: number;
  readonly stores: readonly { readonly store: string; readonly found: readonly Found[] }[];
}

/** The register is first and every erasure is idempotent: a failed call is repeated. Throws `Outage`. */
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
