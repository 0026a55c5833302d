import { assert, assertEquals } from "@std/assert";
import { brokenLinks } from "./links.ts";
import { stepsOf, tasksOf } from "./page_steps.ts";
import { readPages, ROOT } from "./pages.ts";

const MOST_README_LINES = 200;
const pages = await readPages();

Deno.test("every link of the pages leads somewhere", () => {
  assert(pages.size > 30, `${pages.size} pages`);
  assertEquals(brokenLinks(pages, exists), []);
});

Deno.test("README fits on a page", () => {
  const lines = pages.get("README.md")!.trimEnd().split("\n").length;
  assert(lines <= MOST_README_LINES, `README.md has ${lines} lines`);
});

Deno.test("every task that a page names is there", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${ROOT}deno.json`));
  const unknown = [...pages].flatMap(([page, markdown]) => {
    const named = [...stepsOf(markdown).flatMap(({ script }) => tasksOf(script)), ...tasksOf(markdown)];
    return [...new Set(named)].filter((task) => !(task in tasks)).map((task) => `${page}: deno task ${task}`);
  });
  assertEquals(unknown, []);
});

Deno.test("every file that the architecture page names is there", () => {
  const page = pages.get("docs/architecture.md")!;
  const named = [...page.matchAll(/`((?:domain|application|adapters|cmd|testing)\/[\w/-]+\.\w+)`/g)];
  assert(named.length > 30, `${named.length} files`);
  assertEquals(named.map(([, path]) => path!).filter((path) => !exists(path)), []);
});

Deno.test("the page of decisions lists every decision, once, by its title", () => {
  const [list] = [...pages].filter(([path]) => path === "docs/decisions/README.md").map(([, text]) => text);
  const listed = [...list!.matchAll(/^- \[(.+)\]\((.+)\)$/gm)].map(([, title, file]) => `${file}: ${title}`);
  const decisions = [...pages].filter(([path]) => /^docs\/decisions\/\d/.test(path))
    .map(([path, text]) => `${path.split("/").at(-1)}: ${/^# (.+)$/m.exec(text)![1]}`);
  assertEquals(listed.sort(), decisions.sort());
});

function exists(path: string): boolean {
  try {
    Deno.statSync(ROOT + path);
    return true;
  } catch {
    return false;
  }
}
