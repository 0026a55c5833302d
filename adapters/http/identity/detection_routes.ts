import { z } from "@hono/zod-openapi";
import { detectCustomer, type DetectionRefusal } from "../../../application/identity/detect_customer.ts";
import { identityIdOf } from "../../../domain/identity/identity_id.ts";
import type { IgnoredReading } from "../../../domain/identity/reading.ts";
import type { Api } from "../server/api.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import { readJson } from "../server/json_body.ts";
import { Problem } from "../server/problem.ts";
import { problemFrom } from "../server/refusal.ts";
import type { IdentityDeps } from "./deps.ts";
import { idParam } from "../server/id_param.ts";
import { detectionFrom, SENDER_FORMATS, SENDERS } from "./sender_formats.ts";

const UUID = "550e8400-e29b-41d4-a716-446655440000";
const IDENTITY = {
  identityId: "mm94mtc0-Y3VzdDEyMw",
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
    "beacons that are not registered are passed over as long as there are others, and those of an unknown level (0 on",
    "iOS, 127 on Android) or of one out of range: `ignored` lists them. Those of after `detectedAt` do not count. A",
    "customer is identified once within a minute, before and after; a new customer is registered by the first time.",
    "With `format` the readings are payloads as another system publishes them: in `readings`, or as the whole body, one",
    "or a list, with `customerId` in the query.",
  ].join(" "),
  query: z.object({
    format: z.enum(SENDER_FORMATS).optional().openapi({ description: "Of the readings; this API's own when left out" }),
    customerId: idParam(64).optional().openapi({ description: "With a format, where the body is the payload itself" }),
  }),
  body: {
    schema: { anyOf: [ref("Detection"), ref("SentPayloads")] },
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
      ...Object.fromEntries(
        SENDER_FORMATS.map((
          format,
        ) => [format, {
          summary: `format=${format}`,
          value: { customerId: "cust123", readings: [SENDERS[format].example] },
        }]),
      ),
    },
  },
  answers: {
    200: json("Nothing new: an identification within a minute exists", "StandingIdentity", {
      ...IDENTITY,
      ignored: [],
      code: "duplicate_within_minute",
    }),
    201: json("Identified", "DetectedIdentity", { ...IDENTITY, ignored: [{ index: 3, reason: "unknown_level" }] }),
  },
  problems: [
    "no_usable_reading",
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
    const { format, customerId } = c.req.valid("query");
    const body = await readJson(c);
    const { result, ignored } = format === undefined
      ? await detectCustomer(deps, body)
      : await detectCustomer(deps, detectionFrom(body, customerId), { read: SENDERS[format].read });
    if (result.ok) return c.json({ identityId: identityIdOf(result.value), ...result.value, ignored }, 201);
    const { refusal } = result;
    if (refusal.code === "duplicate_within_minute") {
      const { existing, code } = refusal;
      return c.json({ identityId: identityIdOf(existing), ...existing, ignored, code });
    }
    throw withData(refusal, ignored);
  });
}

type Refused = Exclude<DetectionRefusal, { readonly code: "duplicate_within_minute" }>;

function withData(refusal: Refused, ignored: readonly IgnoredReading[]): Problem {
  const { code, message, more } = problemFrom(refusal);
  const members = membersOf(refusal);
  return members === null
    ? new Problem(code, message, more)
    : new Problem(code, message, { members: { ...members, ignored } });
}

function membersOf(refusal: Refused): Readonly<Record<string, unknown>> | null {
  switch (refusal.code) {
    case "low_confidence":
      return { confidence: refusal.confidence };
    case "unknown_beacon":
      return { beaconIds: refusal.beaconIds };
    case "inactive_beacon":
      return { beaconId: refusal.beaconId, beaconStatus: refusal.status };
    case "no_usable_reading":
      return {};
    default:
      return null;
  }
}
