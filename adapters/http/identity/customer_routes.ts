import { z } from "@hono/zod-openapi";
import { identityIdOf } from "../../../domain/identity/identity_id.ts";
import { listIdentities, putCustomer, readCustomer } from "../../../application/identity/manage_customers.ts";
import { CUSTOMER_SORTS } from "../../../application/identity/ports/customers.ts";
import { pageOf } from "../../../application/shared/page.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { textFilter, timeFilter } from "../server/filters.ts";
import { answerList, listOf, listQuery, listQueryIn, OLD_SHAPE } from "../server/list.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import { customerParams } from "./customer_params.ts";
import type { IdentityDeps } from "./deps.ts";

const TAG = "Customers";
const CUSTOMER = {
  customerId: "cust123",
  userId: "U-0198c6a2",
  lastSeen: "2026-03-02T12:00:00.000Z",
  preferences: { drink: "coffee" },
  createdAt: "2026-02-11T09:30:00.000Z",
};

const listRoute = describeRoute({
  method: "get",
  path: "/v1/customers",
  operationId: "listCustomers",
  tag: TAG,
  summary: "People who were recognised in stores, or registered",
  query: z.object({
    ...listQuery(CUSTOMER_SORTS, "-lastSeen"),
    store: textFilter("Identified in this store at least once", 64),
    from: timeFilter("Last seen not before"),
    to: timeFilter("Last seen before"),
    user: textFilter("Id of the member that the customer is", 50),
    q: textFilter("The beginning of an id", 64),
  }),
  answers: {
    200: json("A page", "CustomerPage", { items: [CUSTOMER], nextCursor: null }),
  },
  problems: ["unavailable"],
});

/** By time alone: a customer is identified once a minute. */
const IDENTITY_SORTS = { detectedAt: ["time"] } as const;

const readRoute = describeRoute({
  method: "get",
  path: "/v1/customers/{id}",
  operationId: "getCustomer",
  tag: TAG,
  summary: "Read one customer",
  params: customerParams,
  answers: { 200: json("The customer", "Customer", CUSTOMER) },
  problems: ["unknown_customer", "unavailable"],
});

const putRoute = describeRoute({
  method: "put",
  path: "/v1/customers/{id}",
  operationId: "putCustomer",
  tag: TAG,
  summary: "Register a customer, or replace the preferences of one",
  description: [
    "`userId` says which member of the shop the customer is, where the member has agreed; left out, it stays as it is.",
    "A customer who was erased is admitted again: detections from now on are taken.",
  ].join(" "),
  params: customerParams,
  body: {
    schema: ref("NewCustomer"),
    examples: {
      one: { value: { preferences: { drink: "coffee" } } },
      linked: { value: { preferences: { drink: "coffee" }, userId: "U-0198c6a2" } },
    },
  },
  answers: { 200: json("Replaced", "Customer", CUSTOMER), 201: json("Registered", "Customer", CUSTOMER) },
  problems: ["unknown_customer", "unknown_member", "data_refused", "unavailable"],
});

const identitiesRoute = describeRoute({
  method: "get",
  path: "/v1/customers/{id}/identities",
  operationId: "listIdentities",
  tag: TAG,
  summary: "Where and when a customer was identified, newest first",
  params: customerParams,
  query: z.object({
    ...listQueryIn("-detectedAt"),
    from: timeFilter("Not before; the beginning when left out"),
    to: timeFilter("Before; open when left out"),
    ...OLD_SHAPE,
  }),
  answers: { 200: json("A page", "IdentityPage") },
  problems: ["unknown_customer", "unavailable"],
});

export function customerRoutes(
  api: Api,
  { customers, history, members }: Pick<IdentityDeps, "customers" | "history" | "members">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  const deps = { customers, history, members, clock };

  api.openapi(readRoute, async (c) => c.json(valueOf(await readCustomer(deps, c.req.valid("param").id))));

  api.openapi(putRoute, async (c) => {
    const { outcome, customer } = valueOf(await putCustomer(deps, c.req.valid("param").id, await readJson(c)));
    return c.json(customer, outcome === "created" ? 201 : 200);
  });

  api.openapi(listRoute, async (c) => {
    const { filters, request, body } = listOf(listRoute.path, CUSTOMER_SORTS, c.req.valid("query"));
    return c.json(body(await customers.list(filters, request)));
  });

  api.openapi(identitiesRoute, async (c) => {
    const { id } = c.req.valid("param");
    const path = `${identitiesRoute.path} ${id}`;
    const { filters: { shape, from, to }, request, body } = listOf(path, IDENTITY_SORTS, c.req.valid("query"));
    const { limit, after } = request;
    const before = after === null ? to : new Date(after[0]!);
    const span = { ...(from ? { from } : {}), ...(before ? { to: before } : {}), limit: limit + 1 };
    const found = valueOf(await listIdentities(deps, id, span))
      .map((identity) => ({ identityId: identityIdOf(identity), ...identity }));
    return answerList(c, shape, body(pageOf(found, ({ detectedAt }) => detectedAt.toISOString(), limit)));
  });
}
