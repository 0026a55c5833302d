import { assert, assertEquals } from "@std/assert";
import { parseBeaconDraft } from "./beacon.ts";
import { mergePreferences, MOST_PREFERENCES } from "./customer.ts";
import { parseDetection } from "./detection.ts";

const now = new Date("2026-03-02T03:00:00Z");
const uuid = "550e8400-e29b-41d4-a716-446655440000";
const reading = { uuid, major: 100, minor: 3, rssi: -58 };
const parse = (changes: object) => parseDetection({ customerId: "cust123", readings: [reading], ...changes }, now);
const detectedAt = (changes: object) => {
  const parsed = parse(changes);
  return parsed.ok ? parsed.value.detectedAt.toISOString() : parsed.refusal.details[0];
};

Deno.test("parseDetection uses the given time, else the newest reading's, else now", () => {
  const observed = (times: readonly string[]) => ({
    readings: times.map((observedAt) => ({ ...reading, observedAt })),
  });
  const times = ["2026-03-02T02:00:00Z", "2026-03-02T11:30:00+09:00", "2026-03-02T01:00:00Z"];
  assertEquals(detectedAt({}), now.toISOString());
  assertEquals(detectedAt(observed(times)), "2026-03-02T02:30:00.000Z");
  assertEquals(detectedAt({ ...observed(times), detectedAt: "2026-03-02T02:45:00Z" }), "2026-03-02T02:45:00.000Z");
});

Deno.test("parseDetection accepts a clock a minute ahead and times up to five years old", () => {
  assertEquals(detectedAt({ detectedAt: "2026-03-02T03:01:00.000Z" }), "2026-03-02T03:01:00.000Z");
  assert(detectedAt({ detectedAt: "2026-03-02T03:01:00.001Z" })?.includes("in the future"));
  assertEquals(detectedAt({ detectedAt: "2021-03-02T03:00:00.000Z" }), "2021-03-02T03:00:00.000Z");
  assert(detectedAt({ detectedAt: "2021-03-02T02:59:59.999Z" })?.includes("more than 5 years ago"));
});

Deno.test("parseDetection accepts a beacon's id in any case", () => {
  const parsed = parse({ readings: [{ ...reading, uuid: uuid.toUpperCase() }] });
  assert(parsed.ok);
  assertEquals<string | undefined>(parsed.value.readings[0]?.uuid, uuid);
});

Deno.test("parseDetection suggests the intended field", () => {
  const parsed = parse({ readings: [{ ...reading, observed_at: "2026-03-02T02:00:00Z" }] });
  assert(!parsed.ok);
  assert(parsed.refusal.message.includes("did you mean observedAt?"), parsed.refusal.message);
});

Deno.test("parseBeaconDraft accepts the bounds of every field", () => {
  const draft = {
    storeId: "s".repeat(50),
    major: 0,
    minor: 65_535,
    location: { name: "t".repeat(32), type: "counter" },
  };
  const parsed = parseBeaconDraft(uuid, draft);
  assert(parsed.ok);
  assertEquals<unknown>(parsed.value, { beaconId: uuid, ...draft, status: "active" });
});

Deno.test("mergePreferences keeps known keys, overrides them by new ones, and bounds the total", () => {
  assertEquals(mergePreferences({ drink: "tea", seat: "bar" }, { drink: "coffee" }), {
    ok: true,
    value: { drink: "coffee", seat: "bar" },
  });
  const full = Object.fromEntries(Array.from({ length: MOST_PREFERENCES }, (_, n) => [`p${n}`, "yes"]));
  assert(mergePreferences(full, { p0: "no" }).ok);
  assert(!mergePreferences(full, { another: "no" }).ok);
});
