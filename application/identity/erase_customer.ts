import type { CustomerId } from "../../domain/identity/customer.ts";
import { eraseEverywhere, type Erasure, type ErasureDeps } from "../shared/erasure.ts";
import type { CustomerSpellings } from "./ports/customers.ts";

export interface EraseCustomerDeps extends ErasureDeps<CustomerId> {
  readonly spellings: CustomerSpellings;
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
