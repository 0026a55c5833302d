import { assert, assertEquals } from "@std/assert";
import { SOURCING_STEPS } from "../sourcing/arguments.ts";
import type { CommandLine } from "../wiring/process/command_line.ts";
import type { Ending } from "./help_of_every_command.ts";
import { PROCESSES } from "./processes.ts";
import { TOOLS } from "./tools.ts";

/** Runs each main.ts, by name and argument, where it can open no socket, start no program and write no file. */
async function runAll(...args: string[]): Promise<Readonly<Record<string, Readonly<Record<string, Ending>>>>> {
  const denied = ["--deny-net", "--deny-run", "--deny-write", "--deny-ffi"];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--allow-read", "--allow-env", "--allow-sys", ...denied],
      new URL("help_of_every_command.ts", import.meta.url).href,
      ...args,
    ],
    stdin: "null",
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals([code, text(stderr)], [0, ""]);
  return JSON.parse(text(stdout));
}

const commands = [...await Promise.all([...PROCESSES, ...TOOLS].map(({ command }) => command())), ...SOURCING_STEPS];

Deno.test("every command has --help that does nothing else, and refuses unknown options", async (t) => {
  const endings = await runAll("--help", "--nonsense");
  assertEquals(Object.keys(endings).sort(), commands.map(({ name }) => name).sort());
  for (const command of commands) {
    const { "--help": help, "--nonsense": nonsense } = endings[command.name]!;
    await t.step(`${command.name} --help prints what it does, its options and two examples`, () => {
      assertHelp(command, help!);
    });
    await t.step(`${command.name} --nonsense ends with status 2 and its usage`, () => {
      const { status, stdout, stderr } = nonsense!;
      assertEquals([status, stdout], [2, ""], stderr);
      assert(stderr.includes(`\nusage: deno task ${command.name}`), stderr);
      assert(stderr.includes(` ${command.name} --help\n`), stderr);
    });
  }
});

function assertHelp({ name, description, flags, examples }: CommandLine, { status, stdout, stderr }: Ending): void {
  assertEquals([status, stderr], [0, ""]);
  const flat = stdout.replaceAll(/\s+/g, " ");
  assert(stdout.startsWith(`usage: deno task ${name}`), stdout);
  assert(flat.includes(description.replaceAll(/\s+/g, " ")));
  for (const [flag, { about, hidden = false }] of Object.entries(flags)) {
    assertEquals(flat.includes(about.replaceAll(/\s+/g, " ")), !hidden, `--${flag}`);
  }
  const shown = examples.filter(([args, , settings = ""]) =>
    stdout.includes(`\n  ${`${settings} deno task ${name} ${args}`.trim()}\n`)
  );
  assert(shown.length === examples.length && shown.length >= 2);
}
