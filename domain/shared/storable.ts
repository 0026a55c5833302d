import { z } from "zod";
import { accepted, type InvalidInput, refused, type Result } from "./result.ts";

/** Above any real input, below the depth at which a database or this program overflows its stack. */
const DEEPEST = 100;

/** Refuses what databases reject: NUL and lone surrogates in texts and keys, and excessive nesting. */
export function parseStorable<T>(value: T, what: string): Result<T, InvalidInput> {
  const unfit = findUnfit(value, 0);
  if (unfit === null) return accepted(value);
  const details = [`${unfit.at || what}: ${unfit.detail}`];
  return refused({ code: "invalid_input", message: `Cannot read the ${what}: ${details[0]}`, details });
}

const TEXT = "expected text without NUL and with whole characters";

/** For a text that is not part of `parseAs`'s input. */
export const storableText = storable(z.string());

export function storable<S extends z.ZodString>(text: S): S {
  return text.refine(isStorable, TEXT);
}

interface Unfit {
  readonly at: string;
  readonly detail: string;
}

const TOO_DEEP: Unfit = { at: "", detail: `expected at most ${DEEPEST} levels of nesting` };

/** Stands behind every value from outside: no path and no list of entries is made unless something is unfit. */
function findUnfit(value: unknown, depth: number): Unfit | null {
  if (typeof value === "string") return isStorable(value) ? null : { at: "", detail: TEXT };
  if (value === null || typeof value !== "object") return null;
  if (depth === DEEPEST) return TOO_DEEP;
  for (const key of Object.keys(value)) {
    if (!isStorable(key)) return { at: "a key", detail: TEXT };
    const found = findUnfit((value as Record<string, unknown>)[key], depth + 1);
    if (found === TOO_DEEP) return found;
    if (found !== null) return { ...found, at: joined(key, found.at) };
  }
  return null;
}

function joined(key: string, at: string): string {
  if (at === "") return key;
  return at === "a key" ? `${key}, a key` : `${key}.${at}`;
}

/** Whether {@link storableText} takes it. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
