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
  await inLanes([...(narrowed ? [] : checks(signal)), ...fastTests], done);
  signal.throwIfAborted();
  if (rest.length === 0) return;
  await withEngines(args.keep, done, async (env) => {
    const others = { permitted: true, filter, env, signal };
    const shared = rest.filter((file) => !standsAlone(file));
    await inLanes(jobsOf({ title: "other tests", files: shared, ...others }), done);
    signal.throwIfAborted();
    const alone = rest.filter(standsAlone);
    if (alone.length > 0) done(await runTests({ title: "one at a time", files: alone, ...others }));
  });
}

/** Failing to start the engines counts as a failure; tests that need them are never skipped. */
async function withEngines(
  keep: boolean,
  done: (tally: Tally) => void,
  body: (env: Record<string, string>) => Promise<void>,
): Promise<void> {
  const begin = performance.now();
  console.log("\n--- engines: up");
  await Deno.mkdir(servicesDirectory(), { recursive: true });
  try {
    using _inUse = await useEngines(servicesDirectory());
    try {
      await bringUp(sayWithTime(), { keep });
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      return done({ title: "engines", passed: 0, failed: 1, seconds: (performance.now() - begin) / 1000 });
    }
    done({ title: "engines", passed: 0, failed: 0, seconds: (performance.now() - begin) / 1000 });
    await body(testEnvironment());
  } finally {
    console.log("\n--- engines: down");
    await takeDownUnlessKept(sayWithTime());
  }
}
