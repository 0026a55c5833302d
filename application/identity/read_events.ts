import type { CustomerId } from "../../domain/identity/customer.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { CustomerEvents, EventPage, WrongCursor } from "./ports/customer_events.ts";
import type { Span } from "./ports/identifications.ts";

interface EventQuestion {
  /** `null`: everybody's. */
  readonly customer: CustomerId | null;
  readonly span: Span;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface CursorRefused extends Refusal {
  readonly code: "wrong_cursor";
}

/** A page of recorded events, newest first. */
export async function readEvents(
  { events }: { readonly events: CustomerEvents },
  { customer, span, limit, cursor }: EventQuestion,
): Promise<Result<EventPage, CursorRefused>> {
  const page: EventPage | WrongCursor = customer === null
    ? await events.between(span, limit, cursor)
    : await events.ofCustomer(customer, span, limit, cursor);
  if (page !== "wrong_cursor") return accepted(page);
  const message = "Cannot read on: the cursor belongs to another question; ask with the same customer, from and to";
  return refused({ code: "wrong_cursor", message });
}
