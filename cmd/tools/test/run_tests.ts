import { readJunit } from "./read_junit.ts";
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
export async function runTests(
  { title, files, permitted, filter, seed = PROPERTY_SEED, ...child }: TestRun,
): Promise<Tally> {
  const begin = performance.now();
  const report = await Deno.makeTempFile({ suffix: ".xml" });
  try {
    if (!child.quiet) {
      const permissions = permitted ? "all permissions" : "no permissions";
      console.log(`\n--- ${title}: ${files.length} files, ${permissions}, property seed ${seed}`);
    }
    const preload = new URL(`testing/property_seed.ts?seed=${seed}`, `file://${ROOT}`).href;
    const options = [
      ...["--no-check", "--no-prompt", `--config=${ROOT}deno.json`, `--preload=${preload}`, `--junit-path=${report}`],
      ...(permitted ? ["-A"] : []),
    ];
    const filtered = filter === undefined ? [] : ["--filter", filter];
    const status = await runChild(["test", ...options, ...filtered, ...files], child);
    const counts = readJunit(await Deno.readTextFile(report));
    const unreported = child.signal.aborted ? [] : files.filter((file) => !counts.files.includes(file));
    const silent = unreported.filter((file) => !registersElsewhere(file, child.root));
    for (const file of child.quiet ? [] : silent) {
      console.error(`${file}: could not be loaded, or is named like a test and holds none`);
    }
    const failed = counts.failed + silent.length;
    return {
      title,
      passed: counts.passed,
      failed: failed === 0 && status !== 0 ? 1 : failed,
      seconds: (performance.now() - begin) / 1000,
    };
  } finally {
    await Deno.remove(report);
  }
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
