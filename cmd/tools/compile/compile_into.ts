import { resolve } from "node:path";
import { FOLDERS, ON_DEMAND, WORKERS } from "./assets.ts";
import { type CompileOptions, mainOf, programName, type Target } from "./options.ts";
import { runDeno } from "./run_deno.ts";

/** Compiles the binaries one after the other: each needs a small machine's whole memory. */
export async function compileInto({ target, out, only }: CompileOptions): Promise<void> {
  await Deno.mkdir(out, { recursive: true });
  for (const entrypoint of only) {
    const output = resolve(out, programName(entrypoint));
    console.error(`compiling ${output}${target ? ` for ${target}` : ""}`);
    const { success, said } = await runDeno(compileCommand(entrypoint, output, target));
    if (!success) throw new Error(complaint(entrypoint, said, target));
  }
}

/** Arguments of `deno`. A binary has the permissions of the process's task and never prompts. */
export function compileCommand(entrypoint: string, output: string, target: Target | undefined): string[] {
  return [
    ...["compile", "--quiet", "--no-check", "--frozen", "--allow-all", "--no-prompt"],
    ...["--exclude-unused-npm", "--app-name", "tillstream"],
    ...(target ? ["--target", target] : []),
    ...[...WORKERS, ...ON_DEMAND, ...FOLDERS].flatMap((path) => ["--include", path]),
    ...["--output", output, mainOf(entrypoint)],
  ];
}

/** The error with its remedy where known: the runtime in a binary is a download. */
export function complaint(entrypoint: string, said: string, target: Target | undefined): string {
  const withoutTrace = said.replace(/\n+Stack backtrace:[^]*$/, "").trimEnd();
  const what = `Cannot compile ${programName(entrypoint)}`;
  if (!/denort|base binary/.test(said)) return `${what}:\n${withoutTrace}`;
  const runtime = `denort ${Deno.version.deno} for ${target ?? Deno.build.target}`;
  return `${what}: the runtime that goes into a binary (${runtime}) is not here and could not be downloaded

${withoutTrace.replace(/^/gm, "  ")}

Do one of these:
  - run this where Deno's releases can be reached
  - get ${runtime} from the releases of denoland/deno and set DENORT_BIN to it
  - deno task compile --bundle, whose files need Deno to run them, but no download to be made`;
}
