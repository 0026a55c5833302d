import { assert, assertEquals } from "@std/assert";
import { STEPS } from "../sourcing/steps.ts";
import { GROUPS, PROCESSES, RENAMED, TOOLS, usage } from "./processes.ts";

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
    const port = !/longRunning: (true|\()/.test(source) ? null : source.includes("hasApi: true") ? 8000 : 9464;
    assertEquals(process.port, port, process.name);
  }
});

Deno.test("deno.json has a task for every process and tool, and no other", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("deno.json", ROOT)));
  const folders = [
    ...PROCESSES.map((process) => [process.name, folderOf(process)]),
    ...TOOLS.map(({ name }) => [name, `tools/${name}`]),
  ];
  const expected = folders.map(([name, folder]) => [name, `deno run -A --no-prompt cmd/${folder}/main.ts`]);
  const old = Object.keys(RENAMED).map((name) => [name, `deno run -A --no-prompt cmd/tillstream/main.ts ${name}`]);
  assertEquals(tasks, Object.fromEntries([...expected, ...old]));
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

Deno.test("usage lists every process under its group", () => {
  const blocks = usage().split("\n\n").slice(1);
  assertEquals(blocks.map((block) => block.split(":\n")[0]), [...GROUPS]);
  for (const { name, summary, group } of PROCESSES) {
    assert(new RegExp(`^  ${name} +${summary}$`, "m").test(blocks[GROUPS.indexOf(group)]!), name);
  }
});

Deno.test("tillstream runs the named process with the arguments behind the name", async () => {
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-prompt", new URL("tillstream/main.ts", CMD).href, ...args],
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  };
  for (const [old, [process, step]] of Object.entries(RENAMED)) {
    assert(STEPS.has(step), step);
    const { stdout, stderr } = await run(old, "--help");
    assert(stdout.startsWith(`usage: tillstream ${process} ${step}`), stdout);
    assertEquals(stderr.trim(), `tillstream: "${old}" is deprecated, use "${process} ${step}"`);
  }
  assert((await run("consumer", "--help")).stdout.startsWith("usage: tillstream consumer --topic"));
  assertEquals((await run("--help")).stdout.trimEnd(), usage());
  const unknown = await run("konsumer");
  assertEquals([unknown.code, unknown.stdout], [2, ""]);
  assert(unknown.stderr.includes('"konsumer" is no process'));
  assertEquals((await run()).code, 2);
});
