export interface TestFiles {
  /** `domain` and `application`: they run without permissions, so that I/O fails. */
  readonly fast: readonly string[];
  readonly rest: readonly string[];
}

/** They measure time, or take the engines that the other tests stand on. */
const ALONE = /^(cmd\/tools\/(chaos|services)|testing\/growth)\//;

export function standsAlone(file: string): boolean {
  return ALONE.test(file);
}

const PASSED_OVER = ["testing/architecture_fixture", "node_modules", "data", "dist", "coverage", "vendor"];

export async function findTests(root: string, paths: readonly string[] = []): Promise<TestFiles> {
  const files: string[] = [];
  await collect(root, "", files);
  const wanted = files.sort().filter((file) =>
    paths.length === 0 || paths.some((path) => file === path || file.startsWith(`${path}/`))
  );
  const isFast = (file: string) => /^(domain|application)\//.test(file);
  return { fast: wanted.filter(isFast), rest: wanted.filter((file) => !isFast(file)) };
}

async function collect(root: string, folder: string, files: string[]): Promise<void> {
  for await (const entry of Deno.readDir(`${root}/${folder}`)) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.name.startsWith(".") || PASSED_OVER.includes(path)) continue;
    if (entry.isDirectory) await collect(root, path, files);
    else if (/_test\.tsx?$/.test(entry.name)) files.push(path);
  }
}
