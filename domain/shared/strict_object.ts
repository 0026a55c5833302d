import { z } from "zod";

/** Refuses unknown keys by name; for a snake_case key the message suggests the camelCase field. */
export function strictObject<S extends z.ZodRawShape>(what: string, shape: S) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      return issue.keys.map((key) => `${what} has no field ${key}${suggestion(key, shape)}`).join("; ");
    },
  });
}

function suggestion(key: string, shape: z.ZodRawShape): string {
  const camelCase = key.toLowerCase().replace(/[_-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const meant = Object.keys(shape).find((field) => field.toLowerCase() === camelCase.toLowerCase());
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}
