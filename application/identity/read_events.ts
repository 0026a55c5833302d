import type { CustomerId } from "../../domain/identity/customer.ts";
import type { CustomerIdentified } from "../../domain/identity/customer_identified.ts";
import { canonicalId } from "../../domain/shared/outside_id.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { CustomerEvents, EventPage, WrongCursor } from "./ports/events.ts";
import type { CustomerSpellings } from "./ports/customers.ts";
import type { Span } from "./ports/identifications.ts";

interface EventQuestion {
  readonly of: { readonly customer: CustomerId; readonly span: Span } | { readonly span: Span } | {
    readonly moment: Date;
  };
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface CursorRefused extends Refusal {
  readonly code: "wrong_cursor";
}

interface ReadEventsDeps {
  readonly events: CustomerEvents;
  readonly spellings: CustomerSpellings;
}

export async function readEvents(
  { events, spellings }: ReadEventsDeps,
  { of, limit, cursor }: EventQuestion,
): Promise<Result<EventPage, CursorRefused>> {
  const page: EventPage | WrongCursor = "moment" in of
    ? await events.at(of.moment, limit, cursor)
    : "customer" in of
    ? await events.ofCustomer(await spellings.of(of.customer), of.span, limit, cursor)
    : await events.between(of.span, limit, cursor);
  if (page !== "wrong_cursor") return accepted({ ...page, events: page.events.map(inOneSpelling) });
  const message =
    "Cannot continue reading: the cursor belongs to another query; use it with the same customer, from, to and at";
  return refused({ code: "wrong_cursor", message });
}

/** What was recorded before ids had one keeps its own, which is part of its key. */
function inOneSpelling(event: CustomerIdentified): CustomerIdentified {
  const customerId = canonicalId(event.identity.customerId) as CustomerId;
  return { ...event, identity: { ...event.identity, customerId } };
}
