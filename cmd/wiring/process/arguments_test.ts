import { assert, assertEquals, assertThrows } from "@std/assert";
import { WrongSettings } from "../config/settings.ts";
import { HelpAsked, parseArguments } from "./arguments.ts";
import type { CommandLine } from "./command_line.ts";
import { helpOf } from "./help.ts";

const COMMAND = {
  name: "sale",
  usage: "FILE [--days N]\n--list",
  description: `Reads a file
of sales.

Twice.`,
  words: { all: "every sale" },
  flags: {
    days: {
      type: "string",
      value: "N",
      about: `the days that are read, ${"as many as there are, ".repeat(6)}or fewer`,
    },
    list: { type: "boolean", about: "what was read" },
    old: { type: "boolean", about: "an old name", hidden: true },
    store: { type: "string", value: "ID", multiple: true, about: "of that store" },
  },
  positionals: true,
  notes: "Exit status: 0.",
  examples: [["a.csv --days 3", "three days"], ["--list", "the list", "PORT=1"]],
} as const satisfies CommandLine;

const parse = (...args: string[]) => parseArguments(COMMAND, args);

Deno.test("parseArguments types values by their declarations", () => {
  const { values, positionals } = parse("a.csv", "--days=3", "--store", "x", "--store=y", "--list");
  const days: string | undefined = values.days;
  const stores: readonly string[] | undefined = values.store;
  const list: boolean | undefined = values.list;
  assertEquals([days, stores, list, positionals], ["3", ["x", "y"], true, ["a.csv"]]);
});

Deno.test("parseArguments takes a negative number for a value, and an option for none", () => {
  assertEquals(parse("--days", "-3").values.days, "-3");
  assertThrows(() => parse("--days", "--list"), WrongSettings, "--days needs a value: --days N");
  assertThrows(() => parse("--list", "-3"), WrongSettings, "there is no option -3");
});

Deno.test("parseArguments names what it does not take, what was meant, and how it is called", () => {
  for (
    const [args, problem] of [
      [["--dyas", "3"], "there is no option --dyas (did you mean --days?)"],
      [["--nonsense"], "there is no option --nonsense\n"],
      [["-x"], "there is no option -x\n"],
      [["--days"], "--days needs a value: --days N\n"],
      [["--list=yes"], "--list takes no value\n"],
    ] as const
  ) {
    const { problems } = assertThrows(() => parse(...args), WrongSettings);
    assert(problems[0]!.startsWith(problem), problems[0]);
    assert(
      problems[0]!.endsWith(
        "usage: deno task sale FILE [--days N]\n       deno task sale --list\nsee deno task sale --help",
      ),
    );
  }
  const { positionals: _, ...strict } = COMMAND;
  assertThrows(() => parseArguments(strict, ["a b"]), WrongSettings, '"a b" is one argument too many');
});

Deno.test("parseArguments asks for help before anything else is read, but not behind --", () => {
  for (const args of [["--help"], ["-h"], ["--nonsense", "--help"]]) {
    const { text } = assertThrows(() => parse(...args), HelpAsked);
    assertEquals(text, helpOf(COMMAND, "deno task sale"));
  }
  assertEquals(parse("--", "--help").positionals, ["--help"]);
});

Deno.test("helpOf shows usage, description, words, options but hidden ones, notes and examples, within 100 columns", () => {
  const text = helpOf(COMMAND, "tillstream sale");
  const parts = [
    "usage: tillstream sale FILE [--days N]\n       tillstream sale --list\n\nReads a file of sales.\n\nTwice.\n\n",
    "  all  every sale\n\noptions:\n",
    "\n  --days N    the days that are read, as many as",
    "\n              ",
    "\n  -h, --help  show this\n\nExit status: 0.\n\nexamples:\n  tillstream sale a.csv --days 3\n      three days\n",
    "  PORT=1 tillstream sale --list\n      the list",
  ];
  for (const part of parts) assert(text.includes(part), `${part}\nis not in\n${text}`);
  assert(text.endsWith(parts.at(-1)!));
  assert(!text.includes("--old"));
  for (const line of text.split("\n")) assert(line.length <= 100, line);
});
