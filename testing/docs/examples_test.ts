import { assert, assertEquals } from "@std/assert";
import { readPages, ROOT } from "./pages.ts";
import { stepsOf } from "./page_steps.ts";

async function filesIn(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(ROOT + folder)) {
    if (isDirectory) files.push(...await filesIn(`${folder}/${name}`));
    else if (!name.endsWith(".rejected.csv")) files.push(`${folder}/${name}`);
  }
  return files.sort();
}

Deno.test("every example is in a page, and in a command that the pages' test runs unless it needs an old database", async () => {
  const pages = [...(await readPages()).values()];
  const run = pages.flatMap((page) => stepsOf(page)).filter(({ run }) => run !== null).map(({ script }) => script);
  const index = await Deno.readTextFile(`${ROOT}examples/README.md`);
  const files = (await filesIn("examples")).filter((file) => file !== "examples/README.md");
  assert(files.length >= 10);
  for (const file of files) {
    const folder = file.slice(0, file.lastIndexOf("/"));
    const isNamed = (text: string) => text.includes(file) || folder !== "examples" && text.includes(folder);
    assert(pages.some(isNamed), `${file} is in no page`);
    assert(file === "examples/split-map.yaml" || run.some(isNamed), `${file} is in no command that is run`);
    assert(index.includes(file.split("/")[1]!), `${file} is not in examples/README.md`);
  }
});

Deno.test("every example that a page names is there", async () => {
  const files = await filesIn("examples");
  const named = [...(await readPages())].flatMap(([path, text]) =>
    [...text.matchAll(/examples\/[\w./-]*\w/g)].map(([name]) => ({ path, name }))
  );
  assert(named.length > 0);
  const missing = named.filter(({ name }) => !/rejected/.test(name))
    .filter(({ name }) => !files.some((file) => file === name || file.startsWith(`${name}/`)));
  assertEquals(missing, []);
});
