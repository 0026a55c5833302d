import { findProgram } from "./find_program.ts";

/** The program's names in Debian, Ubuntu, Google's packages and macOS. */
const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** The browser's path: `CHROMIUM_PATH`, else the first one found. */
export function findChromium(): string | undefined {
  const given = Deno.env.get("CHROMIUM_PATH");
  if (given) return given;
  for (const name of NAMES) {
    const path = findProgram(name);
    if (path) return path;
  }
  try {
    return Deno.statSync(MAC).isFile ? MAC : undefined;
  } catch {
    return undefined;
  }
}
