import { detectCustomer, type DetectionRefusal } from "../../../application/identity/detect_customer.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { problemFrom } from "../server/refusal.ts";
import type { IdentityDeps } from "./deps.ts";

const UUID = "550e8400-e29b-41d4-a716-446655440000";
const IDENTITY = {
  customerId: "cust123",
  beaconId: UUID,
  storeId: "store100",
  location: { name: "Table 3", type: "table" },
  confidence: 0.95,
  detectedAt: "2026-03-02T12:00:00.000Z",
};
const READING = { uuid: UUID, major: 100, minor: 3, rssi: -58 };

const detectRoute = describeRoute({
  method: "post",
  path: "/v1/detections",
  operationId: "detectCustomer",
  tag: "Customers",
  summary: "Identify a customer from what the customer's device has received",
  description: [
    "The more of the last seconds, and of all beacons, the surer: send every reading, not the strongest alone. Readings of",
    "beacons that are not registered are passed over as long as there are others; those of after `detectedAt` too. A",
    "customer is identified once within a minute, before and after; a new customer is registered by the first time.",
  ].join(" "),
  body: {
    schema: ref("Detection"),
    examples: {
      one: { value: { customerId: "cust123", readings: [READING] } },
      window: {
        value: {
          customerId: "cust123",
          detectedAt: "2026-03-02T12:00:00Z",
          readings: [-61, -58, -60].map((rssi, second) => (
            { ...READING, rssi, observedAt: `2026-03-02T11:59:5${7 + second}Z` }
          )),
          preferences: { drink: "coffee" },
        },
      },
    },
  },
  answers: {
    200: json("Nothing new: an identification within a minute exists", "StandingIdentity", {
      ...IDENTITY,
      code: "duplicate_within_minute",
    }),
    201: json("Identified", "CustomerIdentity", IDENTITY),
  },
  problems: [
    "unknown_beacon",
    "inactive_beacon",
    "low_confidence",
    "customer_erased",
    "too_many_preferences",
    "data_refused",
    "unavailable",
  ],
});

export function detectionRoutes(
  api: Api,
  identity: IdentityDeps,
  { clock, newId }: Pick<EdgeDeps, "clock" | "newId">,
): void {
  const deps = { ...identity, clock, newId };
  api.openapi(detectRoute, async (c) => {
    const detected = await detectCustomer(deps, await readJson(c));
    if (detected.ok) return c.json(detected.value, 201);
    const { refusal } = detected;
    if (refusal.code === "duplicate_within_minute") return c.json({ ...refusal.existing, code: refusal.code });
    throw withData(refusal);
  });
}

function withData(refusal: Exclude<DetectionRefusal, { readonly code: "duplicate_within_minute" }>): Problem {
  const { code, message, more } = problemFrom(refusal);
  switch (refusal.code) {
    case "low_confidence":
      return new Problem(code, message, { members: { confidence: refusal.confidence } });
    case "unknown_beacon":
      return new Problem(code, message, { members: { beaconIds: refusal.beaconIds } });
    case "inactive_beacon":
      return new Problem(code, message, { members: { beaconId: refusal.beaconId, beaconStatus: refusal.status } });
    default:
      return new Problem(code, message, more);
  }
}
