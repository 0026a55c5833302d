import type { CustomerId } from "../../domain/identity/customer.ts";
import type { CustomerSpellings, ErasureRegister, Found, PersonalDataStore } from "./ports/customers.ts";

export interface EraseCustomerDeps {
  readonly spellings: CustomerSpellings;
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

/**
 * Under every spelling of the id. The register is first and every erasure is idempotent: a failed call is repeated.
 * Throws `Outage`.
 */
export async function eraseCustomer(
  { spellings, register, stores, digestOf }: EraseCustomerDeps,
  customer: CustomerId,
  at: Date,
): Promise<ErasureCertificate> {
  const [id, ...others] = await spellings.of(customer);
  const begun = await register.begin(id, at);
  const registered = [...begun.found];
  for (const other of others) registered.push(...(await register.begin(other, at)).found);
  const all = [{ store: register.name, found: byPlace(registered) }];
  for (const store of stores) {
    const found: Found[] = [];
    for (const each of [id, ...others]) found.push(...await store.erase(each, begun.erasedAt));
    all.push({ store: store.name, found: byPlace(found) });
  }
  return {
    customerDigest: digestOf(id),
    erasedAt: begun.erasedAt,
    asOf: at,
    records: all.flatMap(({ found }) => found).reduce((sum, { records }) => sum + (records ?? 0), 0),
    stores: all,
  };
}

/** Sums what was found under several spellings; `null` stays. */
function byPlace(found: readonly Found[]): Found[] {
  const places = new Map<string, Found>();
  for (const each of found) {
    const known = places.get(each.place);
    if (known === undefined || each.records === null) places.set(each.place, each);
    else places.set(each.place, { ...known, records: known.records === null ? null : known.records + each.records });
  }
  return [...places.values()];
}
