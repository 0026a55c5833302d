import { assert, assertEquals } from "@std/assert";
import { advertisementKey } from "../advertisement.ts";
import { advertisementOf } from "../beacon.ts";
import { locate } from "../confidence/locate.ts";
import { DEFAULT_CONFIDENCE } from "../confidence/parameters.ts";
import { parseDetection } from "../detection.ts";
import { always, byTheHour } from "./arrivals.ts";
import { type SimulatedDetection, simulateVisits, type VisitOptions } from "./simulate_visits.ts";
import { simulatedStore } from "./simulated_store.ts";

const SEED = "visits";
const FROM = new Date("2026-03-02T03:00:00Z");
const OPTIONS: VisitOptions = {
  seed: SEED,
  stores: [1, 2, 3].map((number) => simulatedStore(SEED, number)),
  customers: 400,
  called: "visitor",
  arrivals: always(150, SEED),
  reportEveryMs: 30_000,
  from: FROM,
};

const senderOf = new Map(
  OPTIONS.stores.flatMap(({ beacons }) => beacons).map((
    { beacon },
  ) => [advertisementKey(advertisementOf(beacon)!), beacon]),
);

function first(count: number, options: VisitOptions = OPTIONS): SimulatedDetection[] {
  const visits = simulateVisits(options);
  return Array.from({ length: count }, () => visits.next().value);
}

Deno.test("simulateVisits returns the same detections for the same seed, and others for another", () => {
  assertEquals(first(200), first(200));
  assert(JSON.stringify(first(200, { ...OPTIONS, seed: "other" })) !== JSON.stringify(first(200)));
});

Deno.test("simulateVisits keeps the requested rate from the first moment, in order of sending", () => {
  const sent = first(3_000);
  const times = sent.map(({ sentAt }) => sentAt.getTime());
  assert(times.every((time, nth) => time >= (times[nth - 1] ?? FROM.getTime())));
  // 150 customers, a report every 30 s: 5 a second.
  const perSecond = sent.length / ((times.at(-1)! - FROM.getTime()) / 1_000);
  assert(perSecond > 3.5 && perSecond < 6.5, `${perSecond} a second`);
  const firstMinute = times.filter((time) => time < FROM.getTime() + 60_000).length;
  assert(firstMinute > 200, `${firstMinute} in the first minute`);
});

Deno.test("byTheHour has arrivals at noon in Seoul and none at night", () => {
  const atNoon = byTheHour(10_000)(Date.parse("2026-03-02T03:30:00Z"));
  assertEquals(byTheHour(10_000)(Date.parse("2026-03-01T18:30:00Z")), 0);
  assert(Math.abs(atNoon * 3_600 - 1_300) < 1, `${atNoon}`);
  const day = Array.from({ length: 24 }, (_, hour) => byTheHour(100)(hour * 3_600_000) * 3_600);
  assert(Math.abs(day.reduce((sum, share) => sum + share) - 100) < 1e-9);
});

Deno.test("simulateVisits sends detections that parse, except by a clock that is far ahead", () => {
  const sent = first(2_000);
  const refused = sent.filter(({ body, sentAt }) => !parseDetection(body, sentAt).ok);
  for (const { body, sentAt } of refused) assert(Date.parse(body.detectedAt) > sentAt.getTime() + 60_000);
  assert(refused.length < sent.length * 0.03, `${refused.length} refused`);
});

Deno.test("simulateVisits sends duplicates, late and unordered reports, and preferences", () => {
  const sent = first(3_000);
  const seen = sent.map(({ body }) => `${body.customerId} ${body.detectedAt}`);
  const twice = seen.length - new Set(seen).size;
  assert(twice > 20 && twice < 150, `${twice} twice`);
  const newest = new Map<string, string>();
  let outOfOrder = 0;
  for (const { body: { customerId, detectedAt } } of sent) {
    if (detectedAt < (newest.get(customerId) ?? "")) outOfOrder++;
    else newest.set(customerId, detectedAt);
  }
  assert(outOfOrder > 20, `${outOfOrder} out of order`);
  assert(sent.some(({ body }) => body.preferences !== undefined));
});

Deno.test("simulateVisits keeps each customer in one store at a time", () => {
  for (const { body } of first(2_000)) {
    assertEquals(new Set(body.readings.map((sent) => senderOf.get(advertisementKey(sent))!.storeId)).size, 1);
  }
});

Deno.test("locate answers most simulated moments and is calibrated on them", () => {
  const answers = first(3_000).map(({ body, nearest }) => {
    const signals = body.readings.map(({ rssi, observedAt, ...sent }) => (
      { beaconId: senderOf.get(advertisementKey(sent))!.beaconId, rssi, at: new Date(observedAt) }
    ));
    return { ...locate(signals, new Date(body.detectedAt), DEFAULT_CONFIDENCE)!, nearest };
  });
  const sure = answers.filter(({ confidence }) => confidence >= 0.8);
  const right = sure.filter(({ beaconId, nearest }) => beaconId === nearest);
  assert(sure.length > answers.length * 0.5, `${sure.length} of ${answers.length}`);
  assert(right.length > sure.length * 0.95, `${right.length} of ${sure.length}`);
});
