import { CLIENT, LAYERS, TEST_SUPPORT } from "./rules.ts";

export async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  for (const folder of [...LAYERS, TEST_SUPPORT.slice(0, -1), CLIENT.slice(0, -1)]) await collect(root, folder, files);
  return files.sort();
}

/** The fixture that breaks every rule, and local substitutes of packages. */
const PASSED_OVER = ["testing/architecture_fixture", "testing/jsr"];

async function collect(root: string, folder: string, files: string[]): Promise<void> {
  try {
    for await (const entry of Deno.readDir(`${root}/${folder}`)) {
      const path = `${folder}/${entry.name}`;
      if (PASSED_OVER.some((folder) => path.endsWith(folder))) continue;
      if (entry.isDirectory) await collect(root, path, files);
      else if (/\.tsx?$/.test(entry.name)) files.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
