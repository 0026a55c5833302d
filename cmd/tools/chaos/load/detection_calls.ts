import { sleep } from "../../../../adapters/system/sleep.ts";
import type { Beacon } from "../../../../domain/identity/beacon.ts";
import type { SimulatedDetection } from "../../../../domain/identity/visits/simulate_visits.ts";
import { type Random, seedOf } from "../../../../domain/shared/random.ts";
import type { ApiClient } from "./api_client.ts";
import type { CallsOptions } from "./order_calls.ts";
import type { Sightings } from "./sightings.ts";
import type { Visits } from "./visits.ts";
import { isOver, Workers } from "../workers.ts";

interface DetectionCallsDeps {
  readonly api: ApiClient;
  readonly sightings: Sightings;
  readonly visits: Visits;
  readonly random: Random;
}

/** One customer in so many leaves the moment to the API, and is thus at the mercy of its clock. */
const UNTIMED_ONE_IN = 7;
/** Of the detections, how many are sent to two APIs at the same time, and how many come again later. */
const TWICE_AT_ONCE = 0.05;
const AGAIN_LATER = 0.03;
const REPEATED_AFTER_SILENCE = 0.8;
const BEACON_EVERY_MS = 1_500;
const MOST_AT_ONCE = 64;

/** Customers who walk through stores and are detected, and beacons that are moved about meanwhile. */
export async function runDetectionCalls(
  { api, sightings, visits, random }: DetectionCallsDeps,
  { rate, length, signal }: CallsOptions,
): Promise<void> {
  for (const beacon of visits.beacons) await untilPut(beacon);
  await using workers = new Workers(MOST_AT_ONCE);
  workers.start(() => moveBeacons());
  await workers.atRate(rate, length, signal, () => report(visits.next()));

  async function report({ body }: SimulatedDetection): Promise<void> {
    const isUntimed = seedOf(body.customerId) % UNTIMED_ONE_IN === 0;
    const send = () => isUntimed ? detect(untimed(body), null) : detect(body, new Date(body.detectedAt));
    const answers = await Promise.all(random() < TWICE_AT_ONCE ? [send(), send()] : [send()]);
    if (random() < AGAIN_LATER) {
      await sleep(10_000 * random(), signal);
      await send();
    }
    if (answers.every((isAnswered) => isAnswered) || random() >= REPEATED_AFTER_SILENCE) return;
    do await sleep(500 + 2_000 * random(), signal); while (!signal.aborted && !await send());
  }

  async function detect(body: { readonly customerId: string }, detectedAt: Date | null): Promise<boolean> {
    sightings.attempt(body.customerId, detectedAt);
    const answer = await api.call("POST", "/v1/detections", body, [200, 201, 422]);
    if (answer === null) return false;
    const { code, ...identity } = answer.body;
    if (answer.status < 300) sightings.acknowledge(identity, detectedAt, answer.status === 201);
    else if (code === "low_confidence") sightings.counts.lowConfidence++;
    else api.wrongAnswers.push(`a detection was refused: ${JSON.stringify(answer.body)}`);
    return true;
  }

  /** Beacons that nobody hears are hung elsewhere, again and again. */
  async function moveBeacons(): Promise<void> {
    const began = performance.now();
    while (!isOver(length, performance.now() - began) && !signal.aborted) {
      await untilPut(visits.spareBeacon());
      await sleep(BEACON_EVERY_MS, signal);
    }
  }

  async function untilPut(beacon: Beacon): Promise<void> {
    const { beaconId, ...draft } = beacon;
    while (!signal.aborted) {
      sightings.attemptBeacon(beacon);
      if (await api.call("PUT", `/v1/beacons/${beaconId}`, draft, [200, 201])) break;
      await sleep(500 + 1_000 * random(), signal);
    }
    sightings.acknowledgeBeacon(beacon);
  }
}

/** The same readings, heard just now. */
function untimed({ customerId, readings }: SimulatedDetection["body"]) {
  return { customerId, readings: readings.map(({ observedAt: _, ...reading }) => reading) };
}
