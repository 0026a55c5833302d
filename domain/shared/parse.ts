import type { z } from "zod";
import { accepted, type Refusal, refused, type Result } from "./result.ts";

/** Input that does not have the shape it must have; `details` has one line per fault: `path: what is wrong`. */
export interface InvalidInput extends Refusal {
  readonly code: "invalid_input";
  readonly details: readonly string[];
}

/**
 * Turns anything into a validated value, or says what is wrong with it.
 *
 * Parsing is the only way to a domain value, so a function that takes a `User` never has to check one.
 *
 * @param what the thing's name in the message, for example "user"
 */
export function parseAs<S extends z.ZodType>(schema: S, raw: unknown, what: string): Result<z.output<S>, InvalidInput> {
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
