import type { z } from "zod";
import { wordsOfFault } from "./fault_words.ts";
import { accepted, type InvalidInput, refused, type Result } from "./result.ts";
import { parseStorable } from "./storable.ts";

export type { InvalidInput };

/** The only way to a domain value. Texts in a returned value can be stored; messages begin with `what`. */
export function parseAs<S extends z.ZodType>(schema: S, raw: unknown, what: string): Result<z.output<S>, InvalidInput> {
  const parsed = parseShape(schema, raw, what);
  return parsed.ok ? parseStorable(parsed.value, what) : parsed;
}

/** {@link parseAs} without the check of `parseStorable`, for input without such text. */
export function parseShape<S extends z.ZodType>(
  schema: S,
  raw: unknown,
  what: string,
): Result<z.output<S>, InvalidInput> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return accepted(parsed.data);
  const details = parsed.error.issues.map((issue) =>
    `${issue.path.join(".") || what}: ${wordsOfFault(issue, schema, raw)}`
  );
  return refused({
    code: "invalid_input",
    message: `Cannot read the ${what}: ${details.join("; ")}`,
    details,
  });
}

export function possibleId<S extends z.ZodType>(schema: S, text: string): z.output<S> | null {
  return schema.safeParse(text).data ?? null;
}
