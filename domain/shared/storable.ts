import { z } from "zod";
import { accepted, type InvalidInput, refused, type Result } from "./result.ts";

/** Far above what anybody means, far below where a database or this program would run out of stack. */
const DEEPEST = 100;

/**
 * Refuses what JSON allows and a database does not: NUL and halves of characters in a text, and things within things without
 * end.
 *
 * @param what the thing's name in the message
 */
export function parseStorable<T>(value: T, what: string): Result<T, InvalidInput> {
  const unfit = findUnfit(value, "", 0);
  if (unfit === null) return accepted(value);
  const details = [`${unfit.at || what}: ${unfit.detail}`];
  return refused({ code: "invalid_input", message: `Cannot read the ${what}: ${details[0]}`, details });
}

const TEXT = "expected text without NUL and with whole characters";

/** A text from outside that is read on its own, not as a part of what `parseAs` reads. */
export const storableText = z.string().refine(isFit, TEXT);

interface Unfit {
  readonly at: string;
  readonly detail: string;
}

function findUnfit(value: unknown, path: string, depth: number): Unfit | null {
  if (typeof value === "string") return isFit(value) ? null : { at: path, detail: TEXT };
  if (value === null || typeof value !== "object") return null;
  // The path would be as long as the nesting is deep.
  if (depth === DEEPEST) return { at: "", detail: `expected at most ${DEEPEST} things within each other` };
  for (const [key, inner] of Object.entries(value)) {
    // What can't be stored can't be shown either.
    if (!isFit(key)) return { at: path === "" ? "a key" : `${path}, a key`, detail: TEXT };
    const found = findUnfit(inner, path === "" ? key : `${path}.${key}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function isFit(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
