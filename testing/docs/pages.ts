import { fileURLToPath } from "node:url";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What a reader finds at the front: every page by its path from the project's root, sorted. */
export async function readPages(): Promise<ReadonlyMap<string, string>> {
  const paths = ["README.md", "README.ko.md", "CONTRIBUTING.md", "CHANGELOG.md"];
  await collect("docs", paths);
  return new Map(
    await Promise.all(
      paths.sort().map(async (path) => {
        return [path, await Deno.readTextFile(ROOT + path)] as const;
      }),
    ),
  );
}

async function collect(folder: string, paths: string[]): Promise<void> {
  for await (const { name, isDirectory } of Deno.readDir(ROOT + folder)) {
    if (isDirectory) await collect(`${folder}/${name}`, paths);
    else if (name.endsWith(".md")) paths.push(`${folder}/${name}`);
  }
}
