import { assert, assertEquals } from "@std/assert";
import { completedOf, completionScript, SHELLS } from "./completions.ts";
import type { CommandLine } from "../wiring/process/command_line.ts";

const SALE = {
  name: "sale",
  usage: "",
  description: "Sells.",
  words: { all: "the shop's sales: all" },
  flags: {
    days: { type: "string", value: "N", about: "it's so\nmany days" },
    old: { type: "boolean", about: "an old name", hidden: true },
  },
  examples: [["", "a"], ["", "b"]],
} as const satisfies CommandLine;
const commands = [
  completedOf("sale", "sells what's there", SALE),
  completedOf("stock", "goods", { ...SALE, words: { count: "counts" }, flags: {} }),
  completedOf("stock count", "counts", {
    ...SALE,
    words: {},
    flags: { once: { type: "boolean", about: "one round" } },
  }),
];

Deno.test("completion scripts name every command, word and option that is shown, once a place", () => {
  for (const shell of SHELLS) {
    const script = completionScript(shell, commands);
    for (const word of ["sale", "stock", "all", "count"]) assert(new RegExp(`\\b${word}\\b`).test(script), word);
    const option = (name: string) => shell === "fish" ? `-l ${name} ` : `--${name}`;
    for (const name of ["days", "once"]) assert(script.includes(option(name)), `${shell} ${name}`);
    assert(!script.includes(option("old")), shell);
  }
});

Deno.test("bash completes processes, words, options, and options of a step", async () => {
  const cases = [
    [["sa"], "sale"],
    [["s"], "sale stock"],
    [["--v"], "--version"],
    [["sale", ""], "all --days --help"],
    [["sale", "--d"], "--days"],
    [["stock", "c"], "count"],
    [["stock", "count", "--"], "--once --help"],
    [["nothing", "x"], ""],
  ] as const;
  const script = [
    completionScript("bash", commands),
    ...cases.map(([words]) =>
      `COMP_WORDS=(tillstream ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; ` +
      `_tillstream; echo "\${COMPREPLY[*]}"`
    ),
  ].join("\n");
  const { code, stdout, stderr } = await new Deno.Command("bash", { args: ["-c", script], env: { LC_ALL: "C" } })
    .output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals([code, text(stderr)], [0, ""]);
  assertEquals(text(stdout).trimEnd().split("\n").concat("").slice(0, cases.length), cases.map(([, all]) => all));
});
