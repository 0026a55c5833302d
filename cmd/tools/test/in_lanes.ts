import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { runTests, type TestRun } from "./run_tests.ts";
import type { Tally } from "./tally.ts";

export type Job = () => Promise<Tally>;

/** More than cores, for most of a component test is waiting; few, for all of them stand on the same engines. */
const LANES = Math.min(4, Math.max(3, availableParallelism()));
/** Few enough that the lanes end together, many enough that what they share is seldom loaded anew. */
const FILES_A_JOB = 16;

interface JobOptions {
  readonly filesAJob?: number;
  readonly engines?: Promise<Record<string, string> | null>;
}

/** Carries `jobs` out, the first ones first, and passes each result to `done` at once. */
export async function inLanes(jobs: readonly Job[], done: (tally: Tally) => void): Promise<void> {
  const queue = new PQueue({ concurrency: LANES });
  await queue.addAll(jobs.map((job) => async () => done(await job())));
}

/**
 * The same tests in parts that may run side by side. Neighbours, of which all may be slow, are dealt out.
 *
 * @param engines the environment of tests that stand on them, as soon as they are up; `null` if they can't be
 */
export function jobsOf(run: TestRun, { filesAJob = FILES_A_JOB, engines }: JobOptions = {}): Job[] {
  const parts = Math.ceil(run.files.length / filesAJob);
  const output = run.output ?? (parts > 1 ? "held" : "shown");
  return Array.from({ length: parts }, (_, part) => {
    const files = run.files.filter((_, index) => index % parts === part);
    return async () => {
      const env = await engines;
      if (env === null) return { title: run.title, passed: 0, failed: 0, seconds: 0 };
      return await runTests({ ...run, ...(env && { env }), files, output });
    };
  });
}
