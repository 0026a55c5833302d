import { tryDetection } from "../../../application/identity/try_detection.ts";
import type { Api } from "../server/api.ts";
import { describeRoute, json, ref } from "../server/describe_route.ts";
import type { EdgeDeps } from "../server/edge_deps.ts";
import { readJson } from "../server/json_body.ts";
import { valueOf } from "../server/refusal.ts";
import type { IdentityDeps } from "./deps.ts";

const READING = { uuid: "550e8400-e29b-41d4-a716-446655440000", major: 100, minor: 3, rssi: -58 };

const tryRoute = describeRoute({
  method: "post",
  path: "/v1/detections/try",
  operationId: "tryDetection",
  tag: "Customers",
  summary: "Say where readings would place a customer, how surely, and why; nothing is stored",
  description:
    "As POST /v1/detections decides, but for what was stored before: a duplicate within a minute is none here.",
  scope: "read",
  body: { schema: ref("Detection"), examples: { one: { value: { customerId: "nobody", readings: [READING] } } } },
  answers: { 200: json("What would be decided", "TriedDetection") },
  problems: ["no_usable_reading", "unknown_beacon", "unavailable"],
});

export function tryDetectionRoute(api: Api, identity: IdentityDeps, { clock }: Pick<EdgeDeps, "clock">): void {
  api.openapi(tryRoute, async (c) => c.json(valueOf(await tryDetection({ ...identity, clock }, await readJson(c)))));
}
