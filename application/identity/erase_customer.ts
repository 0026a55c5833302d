import type { CustomerId } from "../../domain/identity/customer.ts";
import { eraseEverywhere, type Erasure, type ErasureRegister, type PersonalDataStore } from "../shared/erasure.ts";
import type { CustomerSpellings } from "./ports/customers.ts";

export interface EraseCustomerDeps {
  readonly spellings: CustomerSpellings;
  readonly register: ErasureRegister<CustomerId>;
  readonly stores: readonly PersonalDataStore<CustomerId>[];
  readonly digestOf: (customer: CustomerId) => string;
}

interface ErasureCertificate extends Erasure {
  /** SHA-256 of the customer's id. */
  readonly customerDigest: string;
}

/** Throws `Outage`: repeat the call. */
export async function eraseCustomer(
  deps: EraseCustomerDeps,
  customer: CustomerId,
  at: Date,
): Promise<ErasureCertificate> {
  const spellings = await deps.spellings.of(customer);
  return { customerDigest: deps.digestOf(spellings[0]), ...await eraseEverywhere(deps, spellings, at) };
}
