import { z } from "@hono/zod-openapi";
import type { EventPage } from "../../../application/identity/ports/events.ts";
import { readEvents } from "../../../application/identity/read_events.ts";
import { EVENTS_KEPT_YEARS, yearsBefore } from "../../../domain/identity/retention.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { pageLimit, timeFilter as time } from "../server/filters.ts";
import { Problem } from "../server/problem.ts";
import { valueOf } from "../server/refusal.ts";
import { customerIn, customerParams } from "./customer_params.ts";
import type { RecordedDeps } from "./deps.ts";

const MOST = 1_000;
const LONGEST_DAYS = 366;

const paging = {
  limit: pageLimit(MOST, 100),
  cursor: z.string().max(2_000).optional().openapi({
    description: "Of the page before; with the same from and to, or at",
  }),
};
const EVENTS = [{
  eventId: "0198c6a2-6f0e-7c3a-9d0b-0f4f0b9b8a11",
  customerId: "cust123",
  beaconId: "550e8400-e29b-41d4-a716-446655440000",
  storeId: "store100",
  location: { name: "Table 3", type: "table" },
  confidence: 0.95,
  detectedAt: "2026-03-02T12:00:00.000Z",
}];
const PAGE = { items: EVENTS, nextCursor: null, events: EVENTS, cursor: null };

const ofCustomerRoute = describeRoute({
  method: "get",
  path: "/v1/customers/{id}/events",
  operationId: "listCustomerEvents",
  tag: "Customers",
  summary: "What was recorded of a customer, newest first",
  description: "Events are kept for a year, then they are archived. from and to have to be the same for every page.",
  params: customerParams,
  query: z.object({
    from: time("Not before; a year ago when left out"),
    to: time("Before; now when left out"),
    ...paging,
  }),
  answers: { 200: json("A page of events", "EventPage", PAGE) },
  problems: ["wrong_cursor", "unavailable"],
});

const betweenRoute = describeRoute({
  method: "get",
  path: "/v1/events",
  operationId: "listEvents",
  tag: "Customers",
  summary: "The recorded events of all customers in a span, newest first, or at one moment",
  description:
    "A page may be empty although more follow, in a span where little happened: read on until nextCursor is null.",
  query: z.object({
    from: time("Not before"),
    to: time("Before; now when left out"),
    at: time("At this moment alone, to the millisecond; instead of from and to"),
    ...paging,
  }),
  answers: { 200: json("A page of events", "EventPage", PAGE) },
  problems: ["wrong_cursor", "unavailable"],
});

export function eventRoutes(
  api: Api,
  { events, spellings }: Pick<RecordedDeps, "events" | "spellings">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  api.openapi(ofCustomerRoute, async (c) => {
    const { limit, cursor, ...asked } = c.req.valid("query");
    const customer = customerIn(c.req.valid("param"));
    const span = spanOf(asked, clock());
    return c.json(shown(valueOf(await readEvents({ events, spellings }, { of: { customer, span }, limit, cursor }))));
  });

  api.openapi(betweenRoute, async (c) => {
    const { limit, cursor, at, ...asked } = c.req.valid("query");
    if (at !== undefined) {
      if (asked.from || asked.to) throw wrongSpan("at: excludes from and to");
      return c.json(shown(valueOf(await readEvents({ events, spellings }, { of: { moment: at }, limit, cursor }))));
    }
    const span = spanOf(asked, clock());
    if (span.to.getTime() - span.from.getTime() > LONGEST_DAYS * DAY_MS) {
      throw wrongSpan(`from: at most ${LONGEST_DAYS} days before to`);
    }
    return c.json(shown(valueOf(await readEvents({ events, spellings }, { of: { span }, limit, cursor }))));
  });
}

/** Whole days, so that every page of one listing has the same query. */
function spanOf(
  { from, to }: { readonly from?: Date | undefined; readonly to?: Date | undefined },
  now: Date,
) {
  const end = to ?? new Date((Math.floor(now.getTime() / DAY_MS) + 2) * DAY_MS);
  const begin = from ?? yearsBefore(new Date(end.getTime() - 2 * DAY_MS), EVENTS_KEPT_YEARS);
  if (begin >= end) throw wrongSpan("from: must be before to");
  return { from: begin, to: end };
}

function wrongSpan(detail: string): Problem {
  const [at = "", fault = ""] = detail.split(": ");
  return new Problem("invalid_input", `Cannot read the query: ${detail}`, { errors: [{ at, detail: fault }] });
}

function shown({ events, cursor }: EventPage) {
  const items = events.map(({ eventId, identity }) => ({ eventId, ...identity }));
  // `events` and `cursor`: the old names, for one version.
  return { items, nextCursor: cursor, events: items, cursor };
}
