import { parseEnv } from "node:util";
import type { EnvFile } from "./run_checks.ts";

const READ_BY_OTHERS = 0o044;

/** The `.env` file of the folder that the process was started in; `null` where there is none. */
export async function readEnvFile(path = ".env"): Promise<EnvFile | null> {
  const text = await Deno.readTextFile(path).catch(() => null);
  if (text === null) return null;
  const { mode } = await Deno.stat(path);
  // Windows has no such bits.
  return { names: Object.keys(parseEnv(text)), isOpen: mode !== null && (mode & READ_BY_OTHERS) !== 0 };
}
