import { missingLine } from "./excerpt.ts";
import { type Step, stepsOf } from "./page_steps.ts";
import { Script } from "./script.ts";

export interface PageSurroundings {
  /** Where the commands run. */
  readonly folder: string;
  /** Of every block; those with `engines` have theirs besides. */
  readonly env: Readonly<Record<string, string>>;
  readonly enginesEnv: Readonly<Record<string, string>>;
  /** What stands in the page, and what is run and expected in its place; longer ones first. */
  readonly replaced: readonly (readonly [shown: string, used: string])[];
  readonly enginesReplaced: readonly (readonly [shown: string, used: string])[];
  /** `deno task start`, shared by all pages: its outputs so far. */
  readonly start: () => Promise<Script>;
}

const BLOCK_MS = 120_000;
const READY_MS = 120_000;
const OUTPUT_TOLD = 2_000;

/**
 * Runs the command blocks of a page in order, each with the variables that those before it have set. Throws an error
 * that names the page's line if a block ends with another status than the page says, or its output lacks what is shown.
 */
export async function runPage(name: string, markdown: string, surroundings: PageSurroundings): Promise<void> {
  await using background = new AsyncDisposableStack();
  const variables = await Deno.makeTempFile({ prefix: "variables-" });
  const emptyFolder = await Deno.makeTempDir({ prefix: "data-" });
  background.defer(() => Deno.remove(emptyFolder, { recursive: true }));
  background.defer(() => Deno.remove(variables));
  for (const step of stepsOf(markdown)) {
    if (step.run === null) continue;
    const { script, shows, env } = inPlace(step, surroundings);
    const at = `${name}:${step.line}`;
    if (step.run === "in the background") {
      const started = script.trim() === "deno task start" && !step.engines
        ? await surroundings.start()
        : background.use(new Script(`source ${variables}\n${script}`, { cwd: surroundings.folder, env }));
      const isReady = () => lacks(started, shows ?? "") === null;
      if (!await started.until(isReady, READY_MS)) {
        throw failure(at, `does not show ${lacks(started, shows!)}`, started);
      }
      continue;
    }
    const data = step.stopped ? { DATA_DIR: emptyFolder } : {};
    await using block = new Script(
      `set -a; source ${variables}\n${script}\nexport -p > ${variables}`,
      { cwd: surroundings.folder, env: { ...env, ...data } },
    );
    if (!await block.until(() => !block.isRunning, BLOCK_MS)) throw failure(at, "does not end", block);
    const status = await block.ended;
    if (status !== step.status) throw failure(at, `ends with status ${status} instead of ${step.status}`, block);
    const missing = lacks(block, shows ?? "");
    if (missing !== null) throw failure(at, `does not show ${missing}`, block);
  }
}

function inPlace(step: Step, { env, enginesEnv, replaced, enginesReplaced }: PageSurroundings) {
  const all = step.engines ? [...enginesReplaced, ...replaced] : replaced;
  const replace = (text: string) => all.reduce((result, [shown, used]) => result.replaceAll(shown, used), text);
  return {
    script: replace(step.script),
    shows: step.shows === null ? null : replace(step.shows),
    env: step.engines ? { ...env, ...enginesEnv } : env,
  };
}

/** One of the two outputs has to have all of it. */
function lacks({ stdout, stderr }: Script, excerpt: string): string | null {
  const missing = missingLine(stdout, excerpt);
  return missing === null || missingLine(stderr, excerpt) === null ? null : missing;
}

function failure(at: string, what: string, { stdout, stderr }: Script): Error {
  const told = [["stdout", stdout], ["stderr", stderr]].map(([name, text]) => `${name}: ${text!.slice(-OUTPUT_TOLD)}`);
  return new Error(`The block at ${at} ${what}\n${told.join("\n")}`);
}
