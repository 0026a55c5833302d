import { eraseCustomer } from "../../../application/identity/erase_customer.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json } from "../server/describe_route.ts";
import { customerIn, customerParams } from "./customer_params.ts";
import type { RecordedDeps } from "./deps.ts";

const CERTIFICATE = {
  customerDigest: "8f3a4f9f8a9be66a5f6cd2be9bdb1d7fbd0bb7a1be6c1b6c3b0b5b8c2f0a8a41",
  erasedAt: "2026-03-02T12:00:00.000Z",
  asOf: "2026-03-02T12:00:00.000Z",
  records: 45,
  stores: [
    {
      store: "Postgres",
      found: [
        { place: "customers", records: 1 },
        { place: "customer_identities", records: 20 },
        { place: "confidence_feedback", records: 3 },
        { place: "outbox", records: 1 },
        { place: "webhook_outbox", records: 2 },
      ],
    },
    { store: "Redis", found: [{ place: "customer:<id>", records: 1 }] },
    { store: "DynamoDB", found: [{ place: "CustomerEvents", records: 19 }] },
    { store: "Archive", found: [{ place: "archived events, made unreadable", records: 1 }] },
    {
      store: "Kafka",
      found: [{ place: "customer-identified", records: null, goneBy: "2026-03-10T12:00:00.000Z" }],
    },
  ],
};

const route = describeRoute({
  method: "delete",
  path: "/v1/customers/{id}",
  operationId: "eraseCustomer",
  scope: "admin",
  tag: "Customers",
  summary: "Forget a customer everywhere",
  description: [
    "The answer certifies what was found and removed in every store; a second call finds nothing. Detections and events",
    "that arrive late are refused until the customer is registered again. After a 503 repeat the call: it goes on.",
  ].join(" "),
  params: customerParams,
  answers: { 200: json("The certificate", "ErasureCertificate", CERTIFICATE) },
  problems: ["unavailable"],
});

export function erasureRoute(
  api: Api,
  { erasure }: Pick<RecordedDeps, "erasure">,
  { clock }: Pick<EdgeDeps, "clock">,
): void {
  api.openapi(route, async (c) => {
    return c.json(await eraseCustomer(erasure, customerIn(c.req.valid("param")), clock()));
  });
}
