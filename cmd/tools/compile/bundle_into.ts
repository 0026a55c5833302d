import { dirname, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FOLDERS, ON_DEMAND, PACKAGE_FILES, WORKERS } from "./assets.ts";
import { type CompileOptions, mainOf, programName } from "./options.ts";
import { ROOT } from "../test/run_child.ts";
import { runDeno } from "./run_deno.ts";

export async function bundleInto({ out, only }: Pick<CompileOptions, "out" | "only">): Promise<void> {
  for (const worker of WORKERS) await bundle(worker, resolve(out, worker.replace(/\.ts$/, ".js")));
  for (const folder of FOLDERS) await copyFolder(`${ROOT}${folder}`, resolve(out, folder));
  for (const { package: name, files, worker } of PACKAGE_FILES) {
    const entry = import.meta.resolve(name);
    for (const file of files) {
      await Deno.copyFile(fileURLToPath(new URL(file, entry)), resolve(out, dirname(worker), file));
    }
  }
  for (const entrypoint of only) {
    const whole = resolve(out, `${programName(entrypoint)}.ts`);
    await Deno.writeTextFile(whole, wholeProgram(entrypoint));
    await bundle(whole, resolve(out, `${programName(entrypoint)}.js`));
    await Deno.remove(whole);
  }
}

/** Names what is otherwise imported on demand, so that it becomes part of the bundle. */
function wholeProgram(entrypoint: string): string {
  const at = (path: string) => JSON.stringify(pathToFileURL(resolve(ROOT, path)).href);
  return [
    `import { provideModule } from ${at("adapters/system/asset_url.ts")};`,
    ...ON_DEMAND.map((path) => `provideModule(${JSON.stringify(path)}, () => import(${at(path)}));`),
    `await import(${at(mainOf(entrypoint))});`,
  ].join("\n");
}

async function bundle(entry: string, output: string): Promise<void> {
  await Deno.mkdir(dirname(output), { recursive: true });
  console.error(`bundling ${output}`);
  const { success, said } = await runDeno([
    "bundle",
    "--quiet",
    "--config",
    `${ROOT}deno.json`,
    "--platform",
    "deno",
    "--output",
    output,
    entry,
  ]);
  if (!success) throw new Error(`Cannot bundle ${entry}:\n${said.trimEnd()}`);
}

async function copyFolder(from: string, to: string): Promise<void> {
  await Deno.mkdir(to, { recursive: true });
  for await (const { name, isFile } of Deno.readDir(from)) {
    if (isFile) await Deno.copyFile(`${from}/${name}`, `${to}/${name}`);
  }
}
