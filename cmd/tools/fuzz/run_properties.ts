import { runTests, type TestRun } from "../test/run_tests.ts";
import type { TestFiles } from "../test/find_tests.ts";

interface PropertiesReport {
  readonly ok: boolean;
  readonly tests: number;
  readonly rounds: number;
  /** Seed that reproduces the failing round; `null` if none failed. */
  readonly failedSeed: number | null;
  readonly seconds: number;
}

interface PropertiesOptions {
  readonly minutes: number;
  readonly nextSeed: () => number;
  readonly say: (line: string) => void;
  /** Milliseconds. */
  readonly clock?: () => number;
  readonly run: Pick<TestRun, "signal" | "root" | "output">;
}

export async function runProperties(
  files: TestFiles,
  { minutes, nextSeed, say, clock = () => performance.now(), run }: PropertiesOptions,
): Promise<PropertiesReport> {
  const began = clock();
  const seconds = () => (clock() - began) / 1_000;
  for (let rounds = 1;; rounds++) {
    const seed = nextSeed();
    say(`round ${rounds}, seed ${seed}`);
    let passed = 0;
    let failed = 0;
    for (const [title, tests, permitted] of [["fast tests", files.fast, false], ["other", files.rest, true]] as const) {
      if (tests.length === 0) continue;
      const tally = await runTests({ title, files: tests, permitted, seed, ...run });
      passed += tally.passed;
      failed += tally.failed;
    }
    run.signal.throwIfAborted();
    const report = { tests: passed + failed, rounds, seconds: seconds() };
    if (failed > 0 || passed === 0) return { ok: false, ...report, failedSeed: seed };
    if (seconds() >= minutes * 60) return { ok: true, ...report, failedSeed: null };
  }
}
