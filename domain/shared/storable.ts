import { z } from "zod";
import { accepted, type InvalidInput, refused, type Result } from "./result.ts";

/** Above any real input, below the depth at which a database or this program overflows its stack. */
const DEEPEST = 100;

/** Refuses what databases reject: NUL and lone surrogates in texts and keys, and excessive nesting. */
export function parseStorable<T>(value: T, what: string): Result<T, InvalidInput> {
  const unfit = findUnfit(value, "", 0);
  if (unfit === null) return accepted(value);
  const details = [`${unfit.at || what}: ${unfit.detail}`];
  return refused({ code: "invalid_input", message: `Cannot read the ${what}: ${details[0]}`, details });
}

const TEXT = "expected text without NUL and with whole characters";

/** For a text that is not part of `parseAs`'s input. */
export const storableText = storable(z.string());

export function storable<S extends z.ZodString>(text: S): S {
  return text.refine(isFit, TEXT);
}

interface Unfit {
  readonly at: string;
  readonly detail: string;
}

function findUnfit(value: unknown, path: string, depth: number): Unfit | null {
  if (typeof value === "string") return isFit(value) ? null : { at: path, detail: TEXT };
  if (value === null || typeof value !== "object") return null;
  if (depth === DEEPEST) return { at: "", detail: `expected at most ${DEEPEST} levels of nesting` };
  for (const [key, inner] of Object.entries(value)) {
    if (!isFit(key)) return { at: path === "" ? "a key" : `${path}, a key`, detail: TEXT };
    const found = findUnfit(inner, path === "" ? key : `${path}.${key}`, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function isFit(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
