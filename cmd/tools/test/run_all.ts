import { testEnvironment } from "../../../testing/engines/addresses.ts";
import { bringUp } from "../services/bring_up.ts";
import { servicesDirectory } from "../../../testing/engines/directory.ts";
import { useEngines } from "../services/lock.ts";
import { sayWithTime } from "../services/say_with_time.ts";
import { takeDownUnlessKept } from "../services/take_down.ts";
import { findTests, standsAlone } from "./find_tests.ts";
import { inLanes, jobsOf } from "./in_lanes.ts";
import type { TestArguments } from "./arguments.ts";
import { checks } from "./run_checks.ts";
import { ROOT } from "./run_child.ts";
import { runTests } from "./run_tests.ts";
import type { Tally } from "./tally.ts";

/** Each result is passed to `done` at once, so that an interrupted run still has a report. */
export async function runAll(args: TestArguments, signal: AbortSignal, done: (tally: Tally) => void): Promise<void> {
  const { paths, filter } = args;
  const { fast, rest } = await findTests(ROOT, paths);
  const narrowed = paths.length > 0 || filter !== undefined;
  const fastTests = jobsOf({ title: "fast tests", files: fast, permitted: false, filter, signal });
  const first = [...(narrowed ? [] : checks(signal)), ...fastTests];
  if (rest.length === 0) return await inLanes(first, done);
  await withEngines(args.keep, done, async (engines) => {
    const others = { permitted: true, filter, signal };
    const shared = rest.filter((file) => !standsAlone(file));
    // Minutes lie in some of these files: in short jobs the lanes end together.
    const options = { engines, filesAJob: 8 };
    await inLanes([...first, ...jobsOf({ title: "other tests", files: shared, ...others }, options)], done);
    signal.throwIfAborted();
    const alone = rest.filter(standsAlone);
    const env = await engines;
    if (env && alone.length > 0) done(await runTests({ title: "one at a time", files: alone, ...others, env }));
  });
}

/**
 * Failing to start the engines counts as a failure; tests that need them are never skipped.
 *
 * @param body is given the environment that the engines come up with, `null` if they don't
 */
async function withEngines(
  keep: boolean,
  done: (tally: Tally) => void,
  body: (engines: Promise<Record<string, string> | null>) => Promise<void>,
): Promise<void> {
  await Deno.mkdir(servicesDirectory(), { recursive: true });
  try {
    using _inUse = await useEngines(servicesDirectory());
    const engines = enginesUp(keep, done);
    try {
      await body(engines);
    } finally {
      await engines;
    }
  } finally {
    console.log("\n--- engines: down");
    await takeDownUnlessKept(sayWithTime());
  }
}

async function enginesUp(keep: boolean, done: (tally: Tally) => void): Promise<Record<string, string> | null> {
  const begin = performance.now();
  console.log("\n--- engines: up");
  let failed = 0;
  try {
    await bringUp(sayWithTime(), { keep });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    failed = 1;
  }
  done({ title: "engines", passed: 0, failed, seconds: (performance.now() - begin) / 1000 });
  return failed === 0 ? testEnvironment() : null;
}
