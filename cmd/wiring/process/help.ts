import type { CommandLine, Flag } from "./command_line.ts";

const WIDTH = 100;
const WIDEST_TERM = 26;

/** What `--help` prints. `invocation` is the command as it is called here. */
export function helpOf(command: CommandLine, invocation: string): string {
  const { description, words = {}, flags, notes, examples } = command;
  const shown = Object.entries(flags).filter(([, flag]) => !flag.hidden);
  const options = [
    ...shown.map(([name, flag]) => [termOf(name, flag), flag.about] as const),
    ["-h, --help", "show this"] as const,
  ];
  const called = examples.map(([args, about, settings = ""]) =>
    `  ${`${settings} ${invocation} ${args}`.trim()}\n${wrap(about, 6)}`
  );
  return [
    usageOf(command, invocation),
    wrap(description),
    ...(Object.keys(words).length > 0 ? [terms(Object.entries(words))] : []),
    `options:\n${terms(options)}`,
    ...(notes === undefined ? [] : [wrap(notes)]),
    `examples:\n${called.join("\n")}`,
  ].join("\n\n");
}

/** The forms of a call, one a line. */
export function usageOf({ usage }: CommandLine, invocation: string): string {
  const [first = "", ...more] = usage.split("\n").map((form) => `${invocation} ${form}`.trim());
  return [`usage: ${first}`, ...more.map((form) => `       ${form}`)].join("\n");
}

/** Two columns: what may be said, and what it means. */
export function terms(pairs: readonly (readonly [term: string, about: string])[]): string {
  const width = Math.min(WIDEST_TERM, Math.max(...pairs.map(([term]) => term.length))) + 2;
  return pairs.map(([term, about]) => {
    const text = wrap(about, width + 2);
    return term.length + 2 > width ? `  ${term}\n${text}` : `  ${term.padEnd(width)}${text.trimStart()}`;
  }).join("\n");
}

function termOf(name: string, flag: Flag): string {
  return flag.type === "boolean" ? `--${name}` : `--${name} ${flag.value}`;
}

/** Paragraphs are separated by empty lines; a single line break is a space. */
function wrap(text: string, indent = 0): string {
  const margin = " ".repeat(indent);
  return text.split(/\n{2,}/).map((paragraph) => {
    const lines: string[] = [];
    let line = "";
    for (const word of paragraph.split(/\s+/)) {
      if (line !== "" && line.length + 1 + word.length > WIDTH - indent) {
        lines.push(line);
        line = word;
      } else line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line].map((each) => margin + each).join("\n");
  }).join("\n\n");
}
