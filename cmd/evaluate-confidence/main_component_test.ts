import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";
import { simulateWalk } from "../../domain/identity/confidence/simulate_walk.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";

const PLAN = new Map([["door", { x: 0, y: 0 }], ["table", { x: 4, y: 0 }], ["counter", { x: 2, y: 4 }]]);
const BEACONS = ["beacon,x,y", ...[...PLAN].map(([id, { x, y }]) => `${id},${x},${y}`), ""].join("\n");
const HEADER = "observed_at,cell,x,y,nearest_beacon,beacon,rssi";
const WALK = { moments: 150, secondsBetween: 2, from: new Date("2026-03-02T09:00:00Z") };
const walk = simulateWalk(seededRandom("walk"), PLAN, DEFAULT_CONFIDENCE, WALK);
const ROWS = walk.flatMap(({ at, nearestBeacon, signals }) =>
  signals.map(({ beaconId, rssi }) =>
    [at.toISOString(), "A1", 0, 0, nearestBeacon, beaconId, Math.round(rssi)].join(",")
  )
);

async function files(rows: readonly string[] = ROWS, header = HEADER) {
  const folder = await Deno.makeTempDir();
  const readings = `${folder}/readings.csv`;
  const beacons = `${folder}/beacons.csv`;
  await Deno.writeTextFile(readings, [header, ...rows, ""].join("\n"));
  await Deno.writeTextFile(beacons, BEACONS);
  return { folder, readings, beacons, [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }) };
}

const evaluateConfidence = (...args: string[]) => runProcessToEnd("evaluate-confidence", { args });

Deno.test("evaluate-confidence --json prints the scores of a file alone, without a look at the true places", async () => {
  await using one = await files();
  const { code, stdout, stderr } = await evaluateConfidence(one.readings, one.beacons, "--json");
  assertEquals(code, 0, stderr);
  const scores = JSON.parse(stdout);
  assertEquals(Object.keys(scores), ["moments", "accuracy", "confident", "brier", "ece", "reliability"]);
  assertEquals([scores.moments, scores.confident.threshold, scores.reliability.length], [walk.length, 0.8, 10]);
  assert(scores.accuracy > 0.5 && scores.brier < 0.3, stdout);

  const elsewhere = ROWS.map((row) => row.replace(",A1,0,0,", ",Z9,77,-5,")).toReversed();
  await using other = await files(elsewhere);
  assertEquals((await evaluateConfidence(other.readings, other.beacons, "--json")).stdout, stdout);
});

Deno.test("evaluate-confidence names bad rows by line and reason, and scores the others", async () => {
  const bad = [
    "2026-03-02T12:00:00Z,A1,0,0,door,door,-200",
    "2026-03-02 12:00,A1,0,0,door,door,-60",
    "2026-03-02T12:00:00Z,A1,0,0,door,window,-60",
    "2026-03-02T12:00:00Z,A1,0,0,door",
  ];
  await using given = await files([...bad, ...ROWS]);
  const { code, stdout, stderr } = await evaluateConfidence(given.readings, given.beacons);
  assertEquals(code, 0, stderr);
  for (
    const told of [
      'readings.csv:2: rssi is "-200": expected dBm from -100 to 0',
      'readings.csv:3: observed_at is "2026-03-02 12:00": expected a time such as',
      'readings.csv:4: beacon is "window", which is none of the beacons',
      "readings.csv:5: 5 columns where the header has 7",
      `4 of ${ROWS.length + 4} rows were passed over`,
    ]
  ) assertStringIncludes(stderr, told);
  assertStringIncludes(stdout, "calibration error");
  assert(/0\.9 – 1\.0 .*█/.test(stdout), stdout);
});

Deno.test("evaluate-confidence ends with status 2 where a file or a column is missing or nothing is left", async () => {
  await using given = await files();
  await using columnless = await files(ROWS, HEADER.replace("rssi", "strength"));
  await using empty = await files([]);
  for (
    const [args, told] of [
      [[given.readings], "1 files are named"],
      [["/nowhere/readings.csv", given.beacons], "/nowhere/readings.csv: there is no such file"],
      [[columnless.readings, given.beacons], "the column rssi is missing"],
      [[given.beacons, given.beacons], "the columns observed_at, nearest_beacon, rssi are missing"],
      [[empty.readings, empty.beacons], "there is no reading in it"],
      [[given.readings, given.beacons, "--parameters", "/nowhere/p.json"], "/nowhere/p.json can't be read"],
    ] as const
  ) {
    const { code, stdout, stderr } = await evaluateConfidence(...args);
    assertEquals([code, stdout], [2, ""], stderr);
    assertStringIncludes(stderr, told);
  }
});

Deno.test("evaluate-confidence --fit writes parameters that it and the other processes read", async () => {
  await using given = await files(ROWS.slice(0, 100));
  const file = `${given.folder}/store100.json`;
  const fitted = await evaluateConfidence(given.readings, given.beacons, "--fit", file, "--store", "store100");
  assertEquals(fitted.code, 0, fitted.stderr);
  assertStringIncludes(fitted.stdout, "each foretold by a fit to the others");
  const { stores } = JSON.parse(await Deno.readTextFile(file));
  assertEquals(Object.keys(stores.store100.plan), [...PLAN.keys()]);
  const { code, stderr } = await evaluateConfidence(given.readings, given.beacons, "--parameters", file, "--json");
  assertEquals(code, 0, stderr);
  assertStringIncludes(stderr, "with the parameters of store100");
});
