import { pathToFileURL } from "node:url";
import { type JunitCounts, readJunit } from "./read_junit.ts";
import { type ChildOptions, ROOT, runChild } from "./run_child.ts";
import type { Tally } from "./tally.ts";

/** The default seed of property tests: a run that passed passes again. */
export const PROPERTY_SEED = 20_260_302;

export interface TestRun extends ChildOptions {
  readonly title: string;
  readonly files: readonly string[];
  readonly permitted: boolean;
  readonly filter?: string | undefined;
  readonly seed?: number;
}

/** A file that can't be loaded or has no tests, and a runner that died, are failures. */
export async function runTests(run: TestRun): Promise<Tally> {
  const begin = performance.now();
  const folder = await Deno.makeTempDir();
  try {
    const { passed, failed, files, status } = await runJoined(run, folder) ?? await runFiles(run, run.files, folder);
    const unreported = run.signal.aborted ? [] : run.files.filter((file) => !files.includes(file));
    const silent = unreported.filter((file) => !registersElsewhere(file, run.root));
    for (const file of run.output === "none" ? [] : silent) {
      console.error(`${file}: could not be loaded, or is named like a test and holds none`);
    }
    const faults = failed + silent.length;
    return {
      title: run.title,
      passed,
      failed: faults === 0 && status !== 0 ? 1 : faults,
      seconds: (performance.now() - begin) / 1000,
    };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

type Counts = JunitCounts & { readonly status: number };

/**
 * Fast tests in one module, so that what they share is loaded once: that was half of their time. Those that do I/O stay
 * apart, for a connection's timers would reach into the next file's tests. `null` if there is nothing to join, and if
 * nothing was reported: a file that can't be loaded takes the others with it, and running them apart tells which it is.
 */
async function runJoined(run: TestRun, folder: string): Promise<Counts | null> {
  if (run.permitted || run.filter !== undefined || run.files.length < 2) return null;
  const urls = run.files.map((file) => pathToFileURL(`${run.root ?? ROOT}/${file}`).href);
  const joined = `${folder}/joined_test.ts`;
  await Deno.writeTextFile(joined, urls.map((url) => `import ${JSON.stringify(url)};`).join("\n"));
  const counts = await runFiles(run, [joined], folder);
  const isReported = run.files.some((file) => counts.files.includes(file));
  return isReported || run.signal.aborted ? counts : null;
}

async function runFiles(
  { title, files, permitted, filter, seed = PROPERTY_SEED, ...child }: TestRun,
  modules: readonly string[],
  folder: string,
): Promise<Counts> {
  const report = `${folder}/report.xml`;
  await Deno.writeTextFile(report, "");
  const permissions = permitted ? "all permissions" : "no permissions";
  const heading = `\n--- ${title}: ${files.length} files, ${permissions}, property seed ${seed}`;
  const preload = new URL(`testing/property_seed.ts?seed=${seed}`, `file://${ROOT}`).href;
  const options = [
    ...["--no-check", "--no-prompt", `--config=${ROOT}deno.json`, `--preload=${preload}`, `--junit-path=${report}`],
    ...(permitted ? ["-A"] : []),
    ...(filter === undefined ? [] : ["--filter", filter]),
  ];
  const status = await runChild(["test", ...options, ...modules], { ...child, heading });
  return { ...readJunit(await Deno.readTextFile(report)), status };
}

/** `describe` tests and contract suites call `Deno.test` in another file, which the report names instead. */
function registersElsewhere(file: string, root: string | undefined): boolean {
  try {
    const text = Deno.readTextFileSync(root === undefined ? file : `${root}/${file}`);
    return /from "(@std\/testing\/bdd|[^"]+_contract\.ts)"/.test(text);
  } catch {
    return false;
  }
}
