import { assert, assertEquals } from "@std/assert";
import { ONCE_WITHIN_MS } from "../../../../domain/identity/customer_identity.ts";
import { parseDetection } from "../../../../domain/identity/detection.ts";
import { detectionSamples } from "./detection_samples.ts";

const RUN = { customers: 1_000, day: new Date("2026-03-02T00:00:00Z") };
const samples = detectionSamples();

Deno.test("detectionSamples are detections as they are read, and the same ones every time", () => {
  assert(samples.readingsPerDetection > 3, `${samples.readingsPerDetection}`);
  const { json } = samples.body(7, RUN);
  const parsed = parseDetection(JSON.parse(json), new Date("2026-03-03T00:00:00Z"));
  assert(parsed.ok);
  assertEquals(detectionSamples().body(7, RUN).json, json);
});

Deno.test("detectionSamples bring every customer before one comes again, more than a minute later", () => {
  const seen = new Map<string, number>();
  for (let nth = 0; nth < 3 * RUN.customers; nth++) {
    const { customerId, detectedAt } = samples.body(nth, RUN);
    const before = seen.get(customerId) ?? -Infinity;
    assert(detectedAt.getTime() - before >= ONCE_WITHIN_MS, customerId);
    seen.set(customerId, detectedAt.getTime());
  }
  assertEquals(seen.size, RUN.customers);
});
