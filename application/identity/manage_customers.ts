import { customerDraftSchema, customerIdSchema, knownCustomerIdSchema } from "../../domain/identity/customer.ts";
import type { CustomerIdentity } from "../../domain/identity/customer_identity.ts";
import { IDENTITIES_KEPT_YEARS, yearsBefore } from "../../domain/identity/retention.ts";
import { type InvalidInput, parseAs, possibleId } from "../../domain/shared/parse.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { Customers, Members, RegisteredCustomer } from "./ports/customers.ts";
import type { IdentityHistory, Span } from "./ports/identifications.ts";
import { type Unknown, unknownThing } from "../shared/unknown_thing.ts";

interface ManageCustomersDeps {
  readonly customers: Customers;
  readonly clock: () => Date;
}

interface UnknownMember extends Refusal {
  readonly code: "unknown_member";
}

/** "created" also for an erased customer who is admitted again. */
interface PutCustomer {
  readonly outcome: "created" | "changed";
  readonly customer: RegisteredCustomer;
}

export async function readCustomer(
  { customers }: Pick<ManageCustomersDeps, "customers">,
  id: string,
): Promise<Result<RegisteredCustomer, Unknown<"unknown_customer">>> {
  const customerId = possibleId(knownCustomerIdSchema, id);
  const customer = customerId && await customers.find(customerId);
  return customer ? accepted(customer) : refused(unknownThing("customer", id, "read the customer"));
}

/**
 * A link is stored, and then looked at again: a member who leaves meanwhile either is not found any more, or takes the
 * link along.
 */
export async function putCustomer(
  { customers, members, clock }: ManageCustomersDeps & { readonly members: Members },
  id: string,
  draft: unknown,
): Promise<Result<PutCustomer, InvalidInput | UnknownMember | Unknown<"unknown_customer">>> {
  const customerId = parseAs(customerIdSchema, id, "customer's id");
  if (!customerId.ok) return customerId;
  const parsed = parseAs(customerDraftSchema, draft, "customer");
  if (!parsed.ok) return parsed;
  const { userId } = parsed.value;
  if (userId && !await members.has(userId)) return refused(unknownMember(userId));
  const outcome = await customers.put(customerId.value, parsed.value, clock());
  if (userId && !await members.has(userId)) {
    await customers.unlink(customerId.value, userId);
    return refused(unknownMember(userId));
  }
  const customer = await customers.find(customerId.value);
  return customer ? accepted({ outcome, customer }) : refused(unknownThing("customer", id, "read the customer"));
}

/** A page, and one more that tells whether another follows. */
const MOST_IDENTITIES = 1_001;
const EVER_AFTER = new Date("9999-12-31T23:59:59.999Z");

/** Newest first; without bounds, all that are kept. */
export async function listIdentities(
  { customers, history, clock }: ManageCustomersDeps & { readonly history: IdentityHistory },
  id: string,
  { from, to, limit }: Partial<Span> & { readonly limit: number },
): Promise<Result<readonly CustomerIdentity[], Unknown<"unknown_customer">>> {
  const customerId = possibleId(knownCustomerIdSchema, id);
  if (!customerId) return refused(unknownThing("customer", id, "list the identifications"));
  const span = { from: from ?? yearsBefore(clock(), IDENTITIES_KEPT_YEARS + 1), to: to ?? EVER_AFTER };
  const identities = await history.of(customerId, span, Math.min(limit, MOST_IDENTITIES));
  if (identities.length > 0 || await customers.find(customerId)) return accepted(identities);
  return refused(unknownThing("customer", id, "list the identifications"));
}

function unknownMember(userId: string): UnknownMember {
  const message = `Cannot link the customer: there is no member ${userId} of the shop; register the user first`;
  return { code: "unknown_member", message };
}
