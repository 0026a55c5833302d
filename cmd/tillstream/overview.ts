import { terms } from "../wiring/process/help.ts";
import { GROUPS, type Listed } from "./processes.ts";

/** What `tillstream --help` prints: a line each, by groups. `door` is the program as it is called here. */
export function overview(door: string, listed: readonly Listed[]): string {
  const width = Math.max(...listed.map(({ name }) => name.length));
  const blocks = GROUPS.map((group) => {
    const pairs = listed.filter((each) => each.group === group)
      .map(({ name, summary }) => [name.padEnd(width), summary] as const);
    return `${group}:\n${terms(pairs)}`;
  });
  return [
    `usage: ${door} PROCESS [arguments]\n       ${door} help PROCESS`,
    "Tillstream is an event service for shops: orders, customers in stores, stores, and sourcing.",
    ...blocks,
    `help:\n${
      terms([
        ["help PROCESS".padEnd(width), "what it does, its options, and examples; the same as PROCESS --help"],
        ["completions SHELL".padEnd(width), "a script for bash, zsh or fish that completes names and options"],
        ["--version".padEnd(width), "the version, and that of Deno"],
      ])
    }`,
  ].join("\n\n");
}
