import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { LiveConfidence } from "../../application/identity/live_confidence.ts";
import { SampledReadings } from "../../application/identity/sampled_readings.ts";
import { parseConfidenceParameters } from "../../domain/identity/confidence/configuration.ts";
import { type ConfidenceParameters, DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";
import { uncalibrated } from "../../domain/identity/confidence/calibrate.ts";
import { locate } from "../../domain/identity/confidence/locate.ts";
import { simulateWalk } from "../../domain/identity/confidence/simulate_walk.ts";
import { learnedInPlane } from "../../domain/identity/learning/learn_in_plane.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { sampleIdentity } from "../../testing/fixtures/identity_samples.ts";
import { MemoryConfidenceFeedback } from "../../testing/memory/identity/confidence_feedback.ts";
import { MemoryIdentityStore } from "../../testing/memory/identity/identity_store.ts";
import { MemoryConfidenceReadings, MemoryConfidenceSets } from "../../testing/memory/identity/confidence.ts";
import { readLearnArguments } from "./arguments.ts";
import { runLearning } from "./run_learning.ts";

const STORE = "store100" as StoreId;
const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 4, y: 0 }], ["counter", { x: 2, y: 4 }]]);
const FROM = new Date("2026-03-02T09:00:00Z");
const PLANNED: ConfidenceParameters = { ...DEFAULT_CONFIDENCE, plan: Object.fromEntries(PLAN) };
const configuration = parseConfidenceParameters({ stores: { store100: { plan: PLANNED.plan } } });
assert(configuration.ok);
/** Another radio than the built-in one, and beacons unlike each other. */
const { start } = learnedInPlane(PLAN, PLANNED);
const RADIO: ConfidenceParameters = {
  ...start,
  plane: { ...start.plane, level: { ...start.plane.level, atOne: -64 } },
  beacons: Object.fromEntries([...PLAN.keys()].map((id, nth) => [id, { weight: 0, hearing: 0, gain: 4 * nth - 4 }])),
};

/** A store whose detections were sampled, as the API samples them. */
async function openStore() {
  const sets = new MemoryConfidenceSets();
  const readings = new MemoryConfidenceReadings();
  let now = FROM;
  const sample = new SampledReadings(readings, () => now);
  const options = { moments: 1_200, secondsBetween: 2, from: FROM };
  const walk = simulateWalk(seededRandom("store"), PLAN, RADIO, options);
  for (let nth = 0; nth + 10 <= walk.length; nth += 10) {
    const part = walk.slice(nth, nth + 10);
    now = new Date(FROM.getTime() + nth * 60_000);
    const signals = part.flatMap(({ signals }) => signals);
    sample.offer(STORE, signals, part.at(-1)!.at, DEFAULT_CONFIDENCE);
  }
  await sample.store();
  const identities = new MemoryIdentityStore(() => FROM);
  const deps = {
    sets,
    readings,
    feedback: new MemoryConfidenceFeedback(identities),
    configured: (store: StoreId) => store === "unplanned" ? DEFAULT_CONFIDENCE : PLANNED,
    isSurveyed: (store: StoreId) => store === "surveyed",
    clock: () => new Date(FROM.getTime() + 3_600_000),
    pause: () => Promise.resolve(),
  };
  const run = async (...args: string[]) => {
    const values = { store: STORE as string, json: true };
    const { status, text } = await runLearning(deps, readLearnArguments({ values, positionals: args }));
    return { status, ...JSON.parse(text) };
  };
  return { deps, sets, readings, identities, run };
}

Deno.test("learn-confidence makes a better set live, refuses one that is no better, and rolls back", async () => {
  const { run, sets, readings } = await openStore();
  const live = new LiveConfidence(sets, configuration.value);
  assertEquals(live.parametersOf(STORE), PLANNED);

  const first = await run();
  assertEquals([first.status, first.version, first.state], [0, 1, "live"], JSON.stringify(first));
  await live.refresh();
  const learned = live.parametersOf(STORE);
  assert(learned.beacons.counter!.gain > learned.beacons.door!.gain + 3, JSON.stringify(learned.beacons));
  await live.refresh();
  assert(live.parametersOf(STORE) === learned, "the same object: models are cached by it");

  const again = await run();
  assertEquals([again.status, again.version, again.state], [1, 2, "refused"]);
  assertStringIncludes(again.reason, "no more likely");
  await live.refresh();
  assert(live.parametersOf(STORE) === learned);

  const { sets: listed } = await run("list");
  assertEquals(listed.map((one: { state: string }) => one.state), ["refused", "live"]);
  assertEquals((await run("rollback")).rolledBack, { from: 1, to: null });
  await live.refresh();
  assertEquals(live.parametersOf(STORE), PLANNED);
  assertEquals((await run("rollback")).status, 1);
  const kept = await readings.of(STORE, FROM, 1_000);
  assert(kept.every(({ heardAt }) => heardAt.getTime() % 3_600_000 === 0));
});

Deno.test("recalibrate scales the confidence in use by what tills have told, and rolls back", async () => {
  const { deps, sets, identities, run } = await openStore();
  const live = new LiveConfidence(sets, configuration.value);
  await run();
  await live.refresh();
  const learned = live.parametersOf(STORE);
  const base = live.baseOf(STORE);
  assertEquals([base, (await run("recalibrate")).code], [1, "too_few_labels"]);

  const random = seededRandom("tills");
  const tell = async (nth: number, isRight: (confidence: number) => boolean) => {
    const at = new Date(FROM.getTime() + nth * 60_000);
    const confidence = 0.8 + 0.19 * random();
    const identity = { ...sampleIdentity(`c${nth}`, { at, confidence }), storeId: STORE };
    const event = { type: "customer.identified", eventId: String(nth), identity } as const;
    await identities.record(event, {}, () => ({ ok: true, value: identity }));
    const place = (isRight(confidence) ? identity.beaconId : "elsewhere") as typeof identity.beaconId;
    const share = uncalibrated(confidence, learned.calibration.plane);
    await deps.feedback.record({ ...identity, place, share, base, toldAt: at });
  };
  for (let nth = 0; nth < 150; nth++) await tell(nth, (confidence) => random() < confidence - 0.25);

  const recalibrated = await run("recalibrate");
  assertEquals([recalibrated.status, recalibrated.state, recalibrated.recalibrates, recalibrated.moments], [
    0,
    "live",
    1,
    150,
  ]);
  assert(recalibrated.after.calibrationError < 0.6 * recalibrated.before.calibrationError);
  await live.refresh();
  const { calibration, ...others } = live.parametersOf(STORE);
  assertEquals([others, live.baseOf(STORE)], [(({ calibration: _, ...same }) => same)(learned), 1]);
  const located = (parameters: ConfidenceParameters) =>
    locate([{ beaconId: "door", rssi: -55, at: FROM }, { beaconId: "door", rssi: -56, at: FROM }], FROM, parameters)!;
  assert(located({ ...others, calibration }).confidence < located(learned).confidence);

  assertEquals((await run("recalibrate")).state, "refused", "the labels are explained already");
  assertEquals((await run("rollback")).rolledBack, { from: 2, to: 1 });
  await live.refresh();
  assertEquals(live.parametersOf(STORE), learned);
});

Deno.test("a survey and the configured default are recalibrated as they are configured now", async () => {
  const surveyed = parseConfidenceParameters({
    stores: { store100: { beacons: { door: { weight: 0, hearing: 0, gain: 2 } } } },
  });
  assert(surveyed.ok);
  const { sets } = await openStore();
  const live = new LiveConfidence(sets, surveyed.value);
  const figures = { moments: 40, likelihood: -0.5, overconfidence: 0.1, calibrationError: 0.1 };
  const calibration = { plane: { slope: 0.5, offset: 0.1 }, byName: { slope: 0.6, offset: -0.1 } };
  await sets.add(STORE, {
    parameters: { ...DEFAULT_CONFIDENCE, calibration },
    learnedAt: FROM,
    moments: 40,
    before: figures,
    after: figures,
    refusedFor: null,
    recalibrates: 0,
  });
  await live.refresh();
  assertEquals([live.parametersOf(STORE).calibration, live.parametersOf(STORE).beacons.door!.gain], [calibration, 2]);
  assertEquals(live.baseOf(STORE), 0);
});

Deno.test("learn-confidence refuses a store with a survey, one without readings, and one whose positions are unknown", async () => {
  const { deps } = await openStore();
  for (
    const [store, code] of [["surveyed", "surveyed"], ["empty", "too_few_readings"], ["unplanned", "no_plan"]] as const
  ) {
    const args = readLearnArguments({ values: { store, json: true }, positionals: [] });
    const { status, text } = await runLearning(deps, args);
    assertEquals([status, JSON.parse(text).code], [1, code]);
  }
});

Deno.test("learn-confidence refuses to learn from fewer than a hundred detections, however many their moments", async () => {
  const { deps, readings } = await openStore();
  const few = new MemoryConfidenceReadings();
  await few.keep((await readings.of(STORE, FROM, 1_000)).slice(0, 99));
  const args = readLearnArguments({ values: { store: STORE, json: true }, positionals: [] });
  const { status, text } = await runLearning({ ...deps, readings: few }, args);
  assertEquals([status, JSON.parse(text).code], [1, "too_few_readings"]);
  assertStringIncludes(text, "99 detections");
});

Deno.test("LiveConfidence prefers a survey to what was learned", async () => {
  const surveyed = parseConfidenceParameters({
    stores: { store100: { beacons: { door: { weight: 0, hearing: 0, gain: 2 } } } },
  });
  assert(surveyed.ok);
  const { sets, run } = await openStore();
  await run();
  const live = new LiveConfidence(sets, surveyed.value);
  await live.refresh();
  assertEquals(live.parametersOf(STORE).beacons.door!.gain, 2);
});

Deno.test("SampledReadings keeps ten detections of a store in ten minutes", async () => {
  const readings = new MemoryConfidenceReadings();
  const sample = new SampledReadings(readings, () => FROM);
  for (let nth = 0; nth < 40; nth++) {
    sample.offer(STORE, [{ beaconId: "door", rssi: -60 - nth, at: FROM }], FROM, DEFAULT_CONFIDENCE);
  }
  await sample.store();
  await sample.store();
  assertEquals((await readings.of(STORE, FROM, 100)).length, 10);
});

Deno.test("readLearnArguments names what is wrong", () => {
  const read = (values: Record<string, string>, ...positionals: string[]) =>
    readLearnArguments({ values, positionals });
  assertEquals(read({ store: "store100" }).sinceDays, 14);
  assertEquals(read({ store: "store100", since: "3d" }).sinceDays, 3);
  assertThrows(() => read({}), Error, "--store is missing");
  assertThrows(() => read({ store: "a", since: "31d" }), Error, "1d to 30d");
  assertThrows(() => read({ store: "a", since: "3d" }, "list"), Error, "--since goes with learning alone");
  assertThrows(() => read({ store: "a" }, "undo"), Error, "is no action");
});
