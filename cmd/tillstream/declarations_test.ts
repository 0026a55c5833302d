import { assert, assertEquals } from "@std/assert";
import { SOURCING_STEPS } from "../sourcing/arguments.ts";
import type { CommandLine } from "../wiring/process/command_line.ts";
import { parseArguments } from "../wiring/process/arguments.ts";
import { helpOf, usageOf } from "../wiring/process/help.ts";
import { PROCESSES } from "./processes.ts";
import { TOOLS } from "./tools.ts";

const listed = await Promise.all([...PROCESSES, ...TOOLS].map(async ({ name, command }) => {
  const declared = await command();
  assertEquals(declared.name, name);
  return declared;
}));
const commands: readonly CommandLine[] = [...listed, ...SOURCING_STEPS];

Deno.test("every command says in sentences what it does, and explains each of its options and words", () => {
  for (const { name, description, flags, words = {}, notes = "." } of commands) {
    assert(description.length > 25 && /^[A-Z]/.test(description), name);
    assert(/[.]$|services up$/.test(description) && notes.endsWith("."), name);
    for (const [flag, { about }] of Object.entries(flags)) assert(about.length >= 8, `${name} --${flag}`);
    for (const [word, about] of Object.entries(words)) assert(about.length >= 8, `${name} ${word}`);
  }
});

Deno.test("every command has examples that differ, and takes each of them", () => {
  for (const command of commands) {
    const lines = command.examples.map(([args, , settings = ""]) => `${settings} ${args}`);
    assert(lines.length >= 2 && new Set(lines).size === lines.length, command.name);
    for (const [args, about] of command.examples) {
      assert(about.length > 5, command.name);
      const [word = "", ...rest] = split(args);
      if (command.name === "sourcing") {
        const step = SOURCING_STEPS.find(({ name }) => name === `sourcing ${word}`)!;
        if (!rest.includes("--help")) parseArguments(step, rest);
        continue;
      }
      const { positionals } = parseArguments(command, split(args));
      if (command.words && positionals.length > 0) assert(Object.hasOwn(command.words, positionals[0]!), args);
    }
  }
});

Deno.test("a usage names options that there are, and its lines fit a wide terminal", () => {
  for (const command of commands) {
    const usage = usageOf(command, `deno task ${command.name}`);
    for (const [, flag] of command.usage.matchAll(/--([a-z][a-z-]*)/g)) {
      assert(Object.hasOwn(command.flags, flag!), `${command.name} --${flag}`);
    }
    for (const line of usage.split("\n")) assert(line.length <= 140, line);
  }
});

Deno.test("words of a command name options that there are", () => {
  for (const { name, words = {}, flags } of commands) {
    for (const about of Object.values(words)) {
      for (const [, flag] of about.matchAll(/--([a-z][a-z-]*)/g)) {
        assert(Object.hasOwn(flags, flag!), `${name} --${flag}`);
      }
    }
  }
});

Deno.test("help of every command is plain text without control characters or lines beyond 140 columns", () => {
  for (const command of commands) {
    const text = helpOf(command, `tillstream ${command.name}`);
    // deno-lint-ignore no-control-regex -- that is what must not be there
    assert(!/[\u0000-\u0009\u000b-\u001f]/.test(text), command.name);
    for (const line of text.split("\n")) assert(line.length <= 150, line);
  }
});

/** Words of a shell line, quotes taken off. */
function split(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, double, single, plain]) =>
    double ?? single ?? plain!
  );
}
