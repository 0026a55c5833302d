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
  if (parsed.ok) return parsed.value.detectedAt.toISOString();
  return parsed.refusal.code === "invalid_input" ? parsed.refusal.details[0] : parsed.refusal.code;
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

Deno.test("parseDetection accepts a UUID in any case, with and without dashes, and other fields of a reading", () => {
  for (const given of [uuid.toUpperCase(), uuid.replaceAll("-", ""), ` ${uuid} `]) {
    const parsed = parse({ readings: [{ ...reading, uuid: given, txPower: -59, proximity: "near" }] });
    assert(parsed.ok);
    const [{ uuid: read, ...rest }] = parsed.value.readings as [typeof parsed.value.readings[number]];
    assertEquals<unknown>([read, rest], [uuid, { major: 100, minor: 3, rssi: -58, index: 0 }]);
  }
});

Deno.test("parseDetection rounds levels and keeps each reading's place", () => {
  const levels = [-81.1, 0, -58.5, -101];
  const parsed = parse({ readings: levels.map((rssi) => ({ ...reading, rssi })) });
  assert(parsed.ok);
  assertEquals(parsed.value.readings.map(({ index, rssi }) => [index, rssi]), [[0, -81], [2, -58], [3, -101]]);
  assertEquals(parsed.value.ignored, [{ index: 1, reason: "unknown_level" }]);
});

Deno.test("parseDetection does not take its time from an ignored reading", () => {
  const ignored = { ...reading, rssi: 127, observedAt: "2026-03-02T02:59:59Z" };
  assertEquals(
    detectedAt({ readings: [{ ...reading, observedAt: "2026-03-02T02:00:00Z" }, ignored] }),
    "2026-03-02T02:00:00.000Z",
  );
});

Deno.test("parseDetection names every wrong reading by its place and bound", () => {
  const wrong = [{ ...reading, major: 70_000 }, reading, { ...reading, minor: 1.5, rssi: "-58" }, 5];
  const parsed = parse({ readings: wrong });
  assert(!parsed.ok && parsed.refusal.code === "invalid_input");
  assertEquals(parsed.refusal.details, [
    "readings.0.major: expected 0 to 65535, got 70000",
    "readings.2.minor: expected a whole number from 0 to 65535",
    "readings.2.rssi: expected a level in dBm, such as -58",
    "readings.3: Invalid input: expected object, received number",
  ]);
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
  assertEquals<unknown>(parsed.value, { beaconId: uuid, uuid, ...draft, status: "active" });
});

Deno.test("parseBeaconDraft takes a UUID as id, or a name with the UUID beside it", () => {
  const draft = { storeId: "store100", major: 1, minor: 2, location: { name: "Table 3", type: "table" } };
  const read = (id: string, more: object = {}) => {
    const parsed = parseBeaconDraft(id, { ...draft, ...more });
    return parsed.ok ? [parsed.value.beaconId, parsed.value.uuid] as string[] : parsed.refusal.details;
  };
  assertEquals(read(uuid.replaceAll("-", "").toUpperCase()), [uuid, uuid]);
  assertEquals(read(uuid, { uuid: uuid.replaceAll("-", "") }), [uuid, uuid]);
  assertEquals(read(" 카운터-1 ".normalize("NFD"), { uuid }), ["카운터-1", uuid]);
  assertEquals(read("counter"), ["uuid: expected the UUID that the beacon sends, since the beacon's id is a name"]);
  assertEquals(read(uuid, { uuid: uuid.replace("5", "6") })[0]?.startsWith("uuid: expected the beacon's id"), true);
  for (const id of ["a:b", "a/b", "", " ", "x".repeat(65), "*"]) {
    assertEquals(read(id, { uuid })[0]?.startsWith("beaconId: "), true, id);
  }
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
