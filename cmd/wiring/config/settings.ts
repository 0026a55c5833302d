import { z } from "zod";
import { maskUrl } from "./mask.ts";
import type { Env } from "./read_env.ts";

/** A setting that is missing or wrong. The message has one line for each, and says how to mend it. */
export class WrongSettings extends Error {
  override readonly name = "WrongSettings";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** Reads several settings at once and reports all that are wrong together, each by its variable's name. */
export function readSettings<S extends z.ZodObject>(shape: S, env: Env): z.output<S> {
  const picked = Object.fromEntries(Object.keys(shape.shape).map((name) => [name, env[name]?.trim()]));
  const parsed = shape.safeParse(picked);
  if (parsed.success) return parsed.data;
  throw new WrongSettings(parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    const given = env[name];
    if (given === undefined) return `${name} is not set: ${issue.message}`;
    // An address in the wrong variable would show its password.
    return `${name} is ${SECRET.test(name) ? "wrong" : `"${maskUrl(given)}"`}: ${issue.message}`;
  }));
}

/** Variables whose value must never be printed. */
export const SECRET = /PASSWORD|SECRET|TOKEN|KEYS?$|URL$/;

/** A whole number written in digits, within bounds. */
export function wholeNumber(from: number, to: number) {
  const message = `expected a whole number from ${from} to ${to}`;
  return z.string().regex(/^\d+$/, message).transform(Number).pipe(z.int().min(from, message).max(to, message));
}

/** A number, decimals allowed, within bounds. */
export function decimalNumber(from: number, to: number) {
  const message = `expected a number from ${from} to ${to}`;
  return z.string().regex(/^\d+(\.\d+)?$/, message).transform(Number).pipe(
    z.number().min(from, message).max(to, message),
  );
}

/** "true" or "false", "1" or "0", "on" or "off". */
export const flag = z.stringbool({
  truthy: ["true", "1", "on", "yes"],
  falsy: ["false", "0", "off", "no"],
  error: 'expected "true" or "false"',
});

export function commaList(text: string): string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}
