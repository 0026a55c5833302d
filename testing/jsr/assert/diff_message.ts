import { diff, type DiffLine } from "./diff.ts";
import { format } from "./format.ts";

const SIGN = { same: "   ", actual: "-  ", expected: "+  " } as const;
const COLOUR = { same: "", actual: "\x1b[31m", expected: "\x1b[32m" } as const;

/** Two values as a diff by lines, `-` what came and `+` what was wanted; in colour unless `NO_COLOR` is set. */
export function diffMessage(actual: unknown, expected: unknown): string {
  const both = typeof actual === "string" && typeof expected === "string";
  const lines = both
    ? diff(quoted(actual), quoted(expected))
    : diff(format(actual).split("\n"), format(expected).split("\n"));
  return [
    "",
    "",
    `    [Diff] ${paint("actual", "Actual")} / ${paint("expected", "Expected")}`,
    "",
    "",
    ...lines.map((line) => paint(line.kind, `${SIGN[line.kind]} ${line.text}`)),
    "",
  ].join("\n");
}

/** A text by its own lines, each with its escapes, so that a blank, a tab or a line end that differs can be seen. */
function quoted(text: string): string[] {
  return text.split(/(?<=\n)/).map((line) => JSON.stringify(line));
}

function paint(kind: DiffLine["kind"], text: string): string {
  return Deno.noColor || kind === "same" ? text : `${COLOUR[kind]}${text}\x1b[0m`;
}
