/** The project's tests, all of them, with the engines they need. */
import { parseArguments, USAGE } from "./parse_arguments.ts";
import { reportRun } from "./report_run.ts";
import { runAll } from "./run_all.ts";
import { ROOT } from "./run_child.ts";

if (import.meta.main) {
  const args = parseArguments(Deno.args, existsInProject);
  if (!args) {
    console.error(USAGE);
    Deno.exit(2);
  }
  Deno.exit(await reportRun((signal, done) => runAll(args, signal, done)));
}

function existsInProject(path: string): boolean {
  try {
    return Deno.statSync(ROOT + path) !== undefined;
  } catch {
    return false;
  }
}
