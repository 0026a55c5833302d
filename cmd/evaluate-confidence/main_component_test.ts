import { parseArgs } from "node:util";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";
import { SURVEYED } from "../../domain/identity/confidence/surveyed.ts";
import { simulateWalk } from "../../domain/identity/confidence/simulate_walk.ts";
import { seededRandom } from "../../domain/shared/random.ts";
import { runProcessToEnd } from "../../testing/engines/running_process.ts";
import { WrongSettings } from "../wiring/config/settings.ts";
import { EVALUATE_COMMAND, readEvaluateArguments } from "./arguments.ts";
import { runEvaluation } from "./run_evaluation.ts";

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

/** As the process does, without starting one. */
async function evaluateConfidence(...args: string[]) {
  const parsed = parseArgs({ args, options: EVALUATE_COMMAND.flags, allowPositionals: true });
  const [stdout, stderr] = [[] as string[], [] as string[]];
  try {
    const code = await runEvaluation(readEvaluateArguments(parsed), {
      signal: new AbortController().signal,
      print: (text) => stdout.push(text),
      warn: (text) => stderr.push(text),
      fitRounds: 2,
    });
    return { code, stdout: stdout.join("\n"), stderr: stderr.join("\n") };
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    return { code: 2, stdout: "", stderr: [...stderr, error.message].join("\n") };
  }
}

Deno.test("evaluate-confidence --json prints the scores of a file alone, without a look at the true places", async () => {
  await using one = await files();
  const { code, stdout, stderr } = await runProcessToEnd("evaluate-confidence", {
    args: [one.readings, one.beacons, "--json"],
  });
  assertEquals(code, 0, stderr);
  const scores = JSON.parse(stdout);
  assertEquals(Object.keys(scores), ["moments", "accuracy", "confident", "brier", "ece", "reliability"]);
  assertEquals([scores.moments, scores.confident.threshold, scores.reliability.length], [walk.length, 0.8, 10]);
  assert(scores.accuracy > 0.5 && scores.brier < 0.3, stdout);

  const elsewhere = ROWS.map((row) => row.replace(",A1,0,0,", ",Z9,77,-5,")).toReversed();
  await using other = await files(elsewhere);
  assertEquals((await evaluateConfidence(other.readings, other.beacons, "--json")).stdout, stdout.trim());
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
    const text of [
      'readings.csv:2: rssi is "-200": expected dBm from -127 to 20',
      'readings.csv:3: observed_at is "2026-03-02 12:00": expected a time such as',
      'readings.csv:4: beacon is "window", which is none of the beacons',
      "readings.csv:5: 5 columns where the header has 7",
      `4 of ${ROWS.length + 4} rows were skipped`,
    ]
  ) assertStringIncludes(stderr, text);
  assertStringIncludes(stdout, "calibration error");
  assert(/0\.9 – 1\.0 .*█/.test(stdout), stdout);
});

Deno.test("evaluate-confidence exits with status 2 if a file or a column is missing or no row is usable", async () => {
  await using given = await files();
  await using columnless = await files(ROWS, HEADER.replace("rssi", "strength"));
  await using empty = await files([]);
  for (
    const [args, text] of [
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
    assertStringIncludes(stderr, text);
  }
  assertEquals((await runProcessToEnd("evaluate-confidence", { args: [given.readings] })).code, 2);
});

Deno.test("evaluate-confidence --learn-from shows the scores before and after, and looks at no label", async () => {
  const plan = "beacon,x,y\ndoor,0,0\ntable,4,0\ncounter,2,4\n";
  const long = simulateWalk(seededRandom("long"), PLAN, DEFAULT_CONFIDENCE, { ...WALK, moments: 420 });
  const rows = long.flatMap(({ at, nearestBeacon, signals }) =>
    signals.map(({ beaconId, rssi }) => `${at.toISOString()},${nearestBeacon},${beaconId},${Math.round(rssi)}`)
  );
  await using given = await files(rows, "observed_at,nearest_beacon,beacon,rssi");
  await Deno.writeTextFile(given.beacons, plan);
  const unlabelled = `${given.folder}/unlabelled.csv`;
  const withoutLabels = rows.map((row) => row.split(",").toSpliced(1, 1).join(","));
  await Deno.writeTextFile(unlabelled, ["observed_at,beacon,rssi", ...withoutLabels, ""].join("\n"));
  const learn = (...args: string[]) => evaluateConfidence(given.readings, given.beacons, "--learn-from", ...args);
  const { code, stdout, stderr } = await learn(unlabelled, "--json");
  assertEquals(code, 0, stderr);
  const { before, after, learned } = JSON.parse(stdout);
  assertEquals([before.moments, after.moments, learned.length], [long.length, long.length, 1]);
  // The readings are drawn from the default model: nothing is more likely.
  assertEquals(learned[0].isBetter, false);

  const bad = withoutLabels.map((row) => row.replace("door", "stranger"));
  await Deno.writeTextFile(unlabelled, ["observed_at,beacon,rssi", ...bad.slice(0, 50), ""].join("\n"));
  const refused = await learn(unlabelled);
  assertEquals(refused.code, 2);
  assertStringIncludes(refused.stderr, "at least 200 are needed");
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

Deno.test("evaluate-confidence scores the wide form as it scores the same readings in rows", async () => {
  await using rows = await files();
  const columns = [...PLAN.keys()];
  const date = (at: Date) => at.toISOString().replace(/^(\d+)-(\d+)-(\d+)T(.{8}).*$/, "$2-$3-$1 $4");
  const wide = walk.map(({ at, nearestBeacon, signals }) => {
    const heard = new Map(signals.map(({ beaconId, rssi }) => [beaconId, Math.round(rssi)]));
    return [`at ${nearestBeacon}`, date(at), ...columns.map((id) => heard.get(id) ?? -200)].join(",");
  });
  await using given = await files(wide, ["location", "date", ...columns].join(","));
  const cells = `${given.folder}/cells.csv`;
  const places = [...PLAN].map(([id, { x, y }]) => `at ${id},${x},${y}`);
  await Deno.writeTextFile(cells, ["cell,x,y", ...places, ""].join("\n"));
  const { code, stdout, stderr } = await evaluateConfidence(given.readings, given.beacons, "--cells", cells, "--json");
  assertEquals(code, 0, stderr);
  assertEquals(stdout, (await evaluateConfidence(rows.readings, rows.beacons, "--json")).stdout);

  const without = await evaluateConfidence(given.readings, given.beacons);
  assertEquals(without.code, 2);
  assertStringIncludes(without.stderr, "--cells is missing");
  await Deno.writeTextFile(cells, "cell,x,y\nelsewhere,0,0\n");
  const nowhere = await evaluateConfidence(given.readings, given.beacons, "--cells", cells);
  assertStringIncludes(nowhere.stderr, "which is no cell of the plan");
});

Deno.test("evaluate-confidence knows the cells and beacons of the surveyed library in the wide form", async () => {
  const { plan } = SURVEYED.stores.library;
  const columns = Object.keys(plan).map((id) => `b${3_000 + Number(id)}`);
  const heard = columns.map((column) => column === "b3006" ? -70 : -200);
  await using given = await files(
    [["O06", "10-18-2016 9:15:21", ...heard].join(",")],
    ["location", "date", ...columns].join(","),
  );
  const beacons = Object.entries(plan).map(([id, { x, y }]) => `${id},${x},${y}`);
  await Deno.writeTextFile(given.beacons, ["beacon,x,y", ...beacons, ""].join("\n"));
  const { code, stdout, stderr } = await evaluateConfidence(given.readings, given.beacons, "--json");
  assertEquals(code, 0, stderr);
  assertEquals([JSON.parse(stdout).moments, JSON.parse(stdout).accuracy], [1, 1]);
});
