import { assert, assertEquals } from "@std/assert";
import { STEPS } from "../sourcing/steps.ts";
import { PROCESSES, RENAMED, TOOLS, usage } from "./processes.ts";

const CMD = new URL("../", import.meta.url);

/** Every folder of `cmd` with a `main.ts`. */
function mains(): string[] {
  const hasMain = (name: string) => {
    try {
      return Deno.statSync(new URL(`${name}/main.ts`, CMD)).isFile;
    } catch {
      return false;
    }
  };
  return [...Deno.readDirSync(CMD)].map(({ name }) => name).filter(hasMain).sort();
}

Deno.test("PROCESSES and TOOLS together are all there is in cmd", () => {
  assertEquals([...PROCESSES.map(({ name }) => name), ...TOOLS].sort(), mains());
});

Deno.test("every process runs when its main.ts is loaded, as the one binary does it", async () => {
  for (const { name, load } of PROCESSES) {
    assert(String(load).includes(`"../${name}/main.ts"`), name);
    const text = await Deno.readTextFile(new URL(`${name}/main.ts`, CMD));
    assert(!text.includes("import.meta.main"), `cmd/${name}/main.ts would do nothing as a subcommand`);
  }
});

Deno.test("usage lists every process", () => {
  for (const { name, about } of PROCESSES) assert(new RegExp(`^  ${name} +${about}$`, "m").test(usage()));
});

Deno.test("tillstream runs the named process with the arguments behind the name", async () => {
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-prompt", new URL("tillstream/main.ts", CMD).href, ...args],
    }).output();
    const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
    return { code, stdout: text(stdout), stderr: text(stderr) };
  };
  const tasks = JSON.parse(await Deno.readTextFile(new URL("../deno.json", CMD))).tasks as Record<string, string>;
  for (const [old, [process, step]] of Object.entries(RENAMED)) {
    assertEquals(tasks[old], `deno run -A --no-prompt cmd/tillstream/main.ts ${old}`);
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
