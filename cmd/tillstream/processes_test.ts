import { assert, assertEquals } from "@std/assert";
import { overview } from "./overview.ts";
import { GROUPS, PROCESSES, RENAMED } from "./processes.ts";
import { TOOLS } from "./tools.ts";

const CMD = new URL("../", import.meta.url);
const ROOT = new URL("../../", import.meta.url);

/** Every folder with a `main.ts`, by its path from `cmd`. */
function mains(folder = ""): string[] {
  const isMain = (name: string) => {
    try {
      return Deno.statSync(new URL(`${folder}${name}/main.ts`, CMD)).isFile;
    } catch {
      return false;
    }
  };
  return [...Deno.readDirSync(new URL(folder, CMD))].map(({ name }) => name).filter(isMain).map((name) =>
    folder + name
  );
}

const sourceOf = async (folder: string) => {
  const names = [...Deno.readDirSync(new URL(`${folder}/`, CMD))].map(({ name }) => name)
    .filter((name) => name.endsWith(".ts") && !name.endsWith("_test.ts"));
  return (await Promise.all(names.map((name) => Deno.readTextFile(new URL(`${folder}/${name}`, CMD))))).join("\n");
};

/** The folder, from `cmd`, that a process is loaded from. */
const folderOf = ({ load }: typeof PROCESSES[number]) => /"\.\.\/(.+)\/main\.ts"/.exec(String(load))?.[1] ?? "";

Deno.test("the registry holds everything in cmd that has a main.ts, each once", () => {
  const folders = [...PROCESSES.map(folderOf), ...TOOLS.map(({ name }) => `tools/${name}`), "tillstream"];
  assertEquals(folders.sort(), [...mains(), ...mains("tools/")].sort());
});

Deno.test("every process runs when its main.ts is loaded, as the one binary does it", async () => {
  for (const process of PROCESSES) {
    assert([process.name, `tools/${process.name}`].includes(folderOf(process)), process.name);
    const text = await Deno.readTextFile(new URL(`${folderOf(process)}/main.ts`, CMD));
    assert(!text.includes("import.meta.main"), `${folderOf(process)}/main.ts would do nothing as a subcommand`);
  }
});

Deno.test("a process has a port when it runs until it is stopped, and that of the API when it serves one", async () => {
  for (const process of PROCESSES) {
    const source = await sourceOf(folderOf(process));
    const port = !/longRunning(: true|With:)/.test(source) ? null : source.includes("hasApi: true") ? 8000 : 9464;
    assertEquals(process.port, port, process.name);
  }
});

Deno.test("deno.json has a task with a description for every process and tool and the front door, and no other", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const command = (folder: string) => `deno run -A --no-prompt cmd/${folder}/main.ts`;
  const door = "the front door: every process, help, completions";
  const expected = [
    ["tillstream", { description: door, command: command("tillstream") }],
    ...PROCESSES.map((each) => [each.name, { description: each.summary, command: command(folderOf(each)) }]),
    ...TOOLS.map(({ name, summary }) => [name, { description: summary, command: command(`tools/${name}`) }]),
    ...Object.entries(RENAMED).map(([name, now]) => [
      name,
      { description: `deprecated, use ${now.join(" ")}`, command: `${command("tillstream")} ${name}` },
    ]),
  ];
  assertEquals(tasks, Object.fromEntries(expected));
});

Deno.test("README's table of processes, where it has one, is the registry", async () => {
  const [, table] = /^\| group +\| process .*\n\|[-| ]+\n((?:\|.*\n)+)/m.exec(
    await Deno.readTextFile(new URL("README.md", ROOT)),
  ) ?? [];
  if (table === undefined) return;
  let group = "";
  const listed = table.trimEnd().split("\n").flatMap((line) => {
    const [, first = "", names = ""] = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
    group = first || group;
    return [...names.matchAll(/`([\w-]+)[^`]*`/g)].map((match) => `${group}: ${match[1]}`);
  });
  // The architecture is checked as a part of `ok`.
  const known = [...PROCESSES, ...TOOLS].filter(({ name }) => name !== "architecture")
    .map(({ group, name }) => `${group}: ${name}`);
  assertEquals(listed.sort(), known.sort());
});

Deno.test("overview lists every process under its group, with a line each", () => {
  const blocks = overview("tillstream", [...PROCESSES, ...TOOLS]).split("\n\n").slice(2);
  assertEquals(blocks.map((block) => block.split(":\n")[0]), [...GROUPS, "help"]);
  for (const { name, summary, group } of [...PROCESSES, ...TOOLS]) {
    assert(new RegExp(`^  ${name} +${summary}$`, "m").test(blocks[GROUPS.indexOf(group)]!), name);
  }
});
