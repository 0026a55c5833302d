import { z } from "zod";
import { parseEnv } from "node:util";

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
const SECRET = /PASSWORD|SECRET|TOKEN|KEYS?$|URL$/;

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

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * What the process was told: the environment, and beneath it a `.env` file in the folder it was started in. The only
 * place that reads either; an empty value counts as not set, as Compose's `${NAME:-}` gives it.
 */
export async function readEnv(): Promise<Env> {
  const file = await Deno.readTextFile(".env").catch(() => "");
  const merged = { ...parseEnv(file), ...Deno.env.toObject() };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value?.trim() !== ""));
}

/** An address without the password in it, for logs: `postgres://user:•••@host/db`. Takes several, comma separated, too. */
export function maskUrl(text: string): string {
  return text
    // To the last "@" before the path: a password that was not encoded may hold one itself, or a comma.
    .replace(/(:\/\/[^:@/,]*):[^/]*@/g, "$1:•••@")
    .replace(/([?&]password=)[^&]*/gi, "$1•••");
}
