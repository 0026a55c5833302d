import { z } from "@hono/zod-openapi";
import {
  listIdentities,
  MOST_IDENTITIES,
  putCustomer,
  readCustomer,
} from "../../../application/identity/manage_customers.ts";
import { instantText } from "../../../domain/shared/instant.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import { customerParams } from "./customer_params.ts";
import type { IdentityDeps } from "./deps.ts";

const TAG = "Customers";
const CUSTOMER = {
  customerId: "cust123",
  lastSeen: "2026-03-02T12:00:00.000Z",
  preferences: { drink: "coffee" },
  createdAt: "2026-02-11T09:30:00.000Z",
};

const timeParameter = (description: string) =>
  instantText.optional().openapi({ type: "string", format: "date-time", description, example: "2026-03-02T12:00:00Z" });

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
  description: "A customer who was erased is admitted again: detections from now on are taken.",
  params: customerParams,
  body: { schema: ref("NewCustomer"), examples: { one: { value: { preferences: { drink: "coffee" } } } } },
  answers: { 200: json("Replaced", "Customer", CUSTOMER), 201: json("Registered", "Customer", CUSTOMER) },
  problems: ["unknown_customer", "data_refused", "unavailable"],
});

const identitiesRoute = describeRoute({
  method: "get",
  path: "/v1/customers/{id}/identities",
  operationId: "listIdentities",
  tag: TAG,
  summary: "Where and when a customer was identified, newest first",
  params: customerParams,
  query: z.object({
    from: timeParameter("Not before; the beginning when left out"),
    to: timeParameter("Before; open when left out"),
    limit: z.coerce.number().int().min(1).max(MOST_IDENTITIES).default(100).openapi({
      description: "How many at most; for the ones before, ask again with to set to the last one's detectedAt",
    }),
  }),
  answers: { 200: json("The identifications", { type: "array", items: ref("CustomerIdentity") }) },
  problems: ["unknown_customer", "unavailable"],
});

export function customerRoutes(
  api: Api,
  { customers, history }: Pick<IdentityDeps, "customers" | "history">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  const deps = { customers, history, clock };

  api.openapi(readRoute, async (c) => c.json(valueOf(await readCustomer(deps, c.req.valid("param").id))));

  api.openapi(putRoute, async (c) => {
    const { outcome, customer } = valueOf(await putCustomer(deps, c.req.valid("param").id, await readJson(c)));
    return c.json(customer, outcome === "created" ? 201 : 200);
  });

  api.openapi(identitiesRoute, async (c) => {
    const { from, to, limit } = c.req.valid("query");
    const span = { ...(from ? { from } : {}), ...(to ? { to } : {}), limit };
    return c.json(valueOf(await listIdentities(deps, c.req.valid("param").id, span)));
  });
}
