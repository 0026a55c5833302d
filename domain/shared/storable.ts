import type { InvalidInput } from "./parse.ts";
import { accepted, refused, type Result } from "./result.ts";

/**
 * Refuses what JSON allows in a text and a database does not: NUL, and halves of characters.
 *
 * @param what the thing's name in the message
 */
export function parseStorable<T>(value: T, what: string): Result<T, InvalidInput> {
  const unfit = findUnfit(value, "");
  if (unfit === null) return accepted(value);
  const details = [`${unfit || what}: expected text without NUL and with whole characters`];
  return refused({ code: "invalid_input", message: `Cannot read the ${what}: ${details[0]}`, details });
}

function findUnfit(value: unknown, path: string): string | null {
  if (typeof value === "string") return value.includes("\0") || !value.isWellFormed() ? path : null;
  if (value === null || typeof value !== "object") return null;
  for (const [key, inner] of Object.entries(value)) {
    const at = path === "" ? key : `${path}.${key}`;
    // What can't be stored can't be shown either.
    if (findUnfit(key, "key") !== null) return path === "" ? "a key" : `${path}, a key`;
    const found = findUnfit(inner, at);
    if (found !== null) return found;
  }
  return null;
}
