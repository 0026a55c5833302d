import type { CustomerId } from "../../domain/identity/customer.ts";
import { accepted, type Refusal, refused, type Result } from "../../domain/shared/result.ts";
import type { CustomerEvents, EventPage, WrongCursor } from "./ports/events.ts";
import type { Span } from "./ports/identifications.ts";

interface EventQuestion {
  readonly customer: CustomerId | null;
  readonly span: Span;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface CursorRefused extends Refusal {
  readonly code: "wrong_cursor";
}

export async function readEvents(
  { events }: { readonly events: CustomerEvents },
  { customer, span, limit, cursor }: EventQuestion,
): Promise<Result<EventPage, CursorRefused>> {
  const page: EventPage | WrongCursor = customer === null
    ? await events.between(span, limit, cursor)
    : await events.ofCustomer(customer, span, limit, cursor);
  if (page !== "wrong_cursor") return accepted(page);
  const message =
    "Cannot continue reading: the cursor belongs to another query; use it with the same customer, from and to";
  return refused({ code: "wrong_cursor", message });
}
