import { isTest, layerOf } from "./rules.ts";
import type { Violation } from "./violation.ts";

interface Diagnostic {
  readonly filename: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly message: string;
}

const SETTINGS = new URL("./purity_lint.json", import.meta.url).pathname;

/** A comment that disables the check, alone or with all others. */
const SWITCHED_OFF = /deno-lint-ignore(-file\s*(\n|$|--)|.*\bpurity\/)/;

/** Where `domain` and `application` read time, ids or randomness, or use the runtime; tests may. */
export async function checkPurity(root: string, files: readonly string[]): Promise<Violation[]> {
  const inner = files.filter((file) => ["domain", "application"].includes(layerOf(file) ?? "") && !isTest(file));
  if (inner.length === 0) return [];
  return [...await findImpure(root, inner), ...await findSwitchedOff(root, inner)];
}

async function findImpure(root: string, files: readonly string[]): Promise<Violation[]> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["lint", "--json", "--config", SETTINGS, ...files.map((file) => `${root}/${file}`)],
  }).output();
  const report = parse(new TextDecoder().decode(stdout), new TextDecoder().decode(stderr));
  return report.diagnostics.map(({ filename, range, message }) => ({
    rule: "impure_code",
    file: filename.slice(`file://${root}/`.length),
    line: range.start.line,
    message,
  }));
}

/** @throws {Error} If the linter did not run on the files: no findings would then prove nothing. */
function parse(report: string, complaint: string): { readonly diagnostics: readonly Diagnostic[] } {
  try {
    const parsed = JSON.parse(report);
    if (parsed.errors.length === 0) return parsed;
    throw new Error(JSON.stringify(parsed.errors));
  } catch (cause) {
    throw new Error(`Cannot check for impure code: deno lint says ${complaint || cause}`, { cause });
  }
}

async function findSwitchedOff(root: string, files: readonly string[]): Promise<Violation[]> {
  const found = await Promise.all(files.map(async (file) => {
    const lines = (await Deno.readTextFile(`${root}/${file}`)).split("\n");
    const line = lines.findIndex((text) => SWITCHED_OFF.test(text)) + 1;
    const message = "a comment switches this check off";
    return line > 0 ? [{ rule: "impure_code" as const, file, line, message }] : [];
  }));
  return found.flat();
}
