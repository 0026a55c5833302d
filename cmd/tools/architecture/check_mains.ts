import { LONGEST_MAIN } from "./rules.ts";
import type { Violation } from "./violation.ts";

export async function checkMains(root: string, files: readonly string[]): Promise<Violation[]> {
  const mains = files.filter((file) => /^cmd\/(tools\/)?[^/]+\/main\.ts$/.test(file));
  const found = await Promise.all(mains.map(async (file) => {
    const lines = (await Deno.readTextFile(`${root}/${file}`)).trimEnd().split("\n").length;
    const message = `${lines} lines, ${LONGEST_MAIN} at most: move what is not wiring beside it`;
    return lines > LONGEST_MAIN ? [{ rule: "main_too_long" as const, file, line: 1, message }] : [];
  }));
  return found.flat();
}
