import { LAYERS } from "./rules.ts";

/** Every TypeScript file of the layers, relative to the root and sorted. */
export async function listFiles(root: string): Promise<string[]> {
  const files: string[] = [];
  for (const layer of LAYERS) await collect(root, layer, files);
  return files.sort();
}

async function collect(root: string, folder: string, files: string[]): Promise<void> {
  try {
    for await (const entry of Deno.readDir(`${root}/${folder}`)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) await collect(root, path, files);
      else if (/\.tsx?$/.test(entry.name)) files.push(path);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
