import { z } from "zod";
import { parseEnv } from "node:util";

export class WrongSettings extends Error {
  override readonly name = "WrongSettings";

  constructor(readonly problems: readonly string[]) {
    super(problems.join("\n"));
  }
}

/** Throws `WrongSettings` naming every variable that is wrong. */
export function readSettings<S extends z.ZodObject>(shape: S, env: Env): z.output<S> {
  const picked = Object.fromEntries(Object.keys(shape.shape).map((name) => [name, env[name]?.trim()]));
  const parsed = shape.safeParse(picked);
  if (parsed.success) return parsed.data;
  throw new WrongSettings(parsed.error.issues.map((issue) => {
    const name = issue.path.join(".");
    const given = env[name];
    if (given === undefined) return `${name} is not set: ${issue.message}`;
    // The value may be an address with a password, in the wrong variable.
    return `${name} is ${SECRET.test(name) ? "wrong" : `"${maskUrl(given)}"`}: ${issue.message}`;
  }));
}

/** The text of a file that a setting names. Throws `WrongSettings` naming the variable. */
export function readSettingFile(variable: string, path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    throw new WrongSettings([`${variable} ${path} can't be read: ${(error as Error).message}`]);
  }
}

const SECRET = /PASSWORD|SECRET|TOKEN|KEYS?$|URL$/;

export function wholeNumber(from: number, to: number) {
  const message = `expected a whole number from ${from} to ${to}`;
  return z.string().regex(/^\d+$/, message).transform(Number).pipe(z.int().min(from, message).max(to, message));
}

export function decimalNumber(from: number, to: number) {
  const message = `expected a number from ${from} to ${to}`;
  return z.string().regex(/^\d+(\.\d+)?$/, message).transform(Number).pipe(
    z.number().min(from, message).max(to, message),
  );
}

export const flag = z.stringbool({
  truthy: ["true", "1", "on", "yes"],
  falsy: ["false", "0", "off", "no"],
  error: 'expected "true" or "false"',
});

export function commaList(text: string): string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}

export type Env = Readonly<Record<string, string | undefined>>;

/** The environment over the working directory's `.env`; an empty value counts as not set, as Compose gives it. */
export async function readEnv(): Promise<Env> {
  const file = await Deno.readTextFile(".env").catch(() => "");
  const merged = { ...parseEnv(file), ...Deno.env.toObject() };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value?.trim() !== ""));
}

/** For logs: `postgres://user:•••@host/db`. Takes several, comma separated, too. */
export function maskUrl(text: string): string {
  return text
    // To the last "@" before the path: an unencoded password may hold "@" or a comma.
    .replace(/(:\/\/[^:@/,]*):[^/]*@/g, "$1:•••@")
    .replace(/([?&]password=)[^&]*/gi, "$1•••")
    // A partner's token, in the wrong variable.
    .replace(/(@https?:\/\/[^=\s]*=)[^,\s]*/gi, "$1•••");
}
