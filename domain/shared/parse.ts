import type { z } from "zod";
import { accepted, type InvalidInput, refused, type Result } from "./result.ts";
import { parseStorable } from "./storable.ts";

export type { InvalidInput };

/**
 * Turns anything into a validated value, or says what is wrong with it. No text of a value that it gives holds what a
 * database does not: see `parseStorable`.
 *
 * Parsing is the only way to a domain value, so a function that takes a `User` never has to check one.
 *
 * @param what the thing's name in the message, for example "user"
 */
export function parseAs<S extends z.ZodType>(schema: S, raw: unknown, what: string): Result<z.output<S>, InvalidInput> {
  const parsed = parseShape(schema, raw, what);
  return parsed.ok ? parseStorable(parsed.value, what) : parsed;
}

/** The same for what is known to have no such text. */
export function parseShape<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  what: string,
): Result<z.output<S>, InvalidInput> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return accepted(parsed.data);
  const details = parsed.error.issues.map((issue) => `${issue.path.join(".") || what}: ${issue.message}`);
  return refused({
    code: "invalid_input",
    message: `Cannot read the ${what}: ${details.join("; ")}`,
    details,
  });
}

/** The id that a text from outside can be; `null` for a text that is no id, so that nothing is looked up by it. */
export function possibleId<S extends z.ZodType>(schema: S, text: string): z.output<S> | null {
  return schema.safeParse(text).data ?? null;
}
