import { z } from "zod";

/**
 * An object schema that refuses keys it does not know, by name: a misspelt optional field would otherwise be lost without
 * a word. For a key written in snake_case the message names the field that was probably meant.
 *
 * @param what the thing's name in the message, for example "user"
 */
export function strictObject<S extends z.ZodRawShape>(what: string, shape: S) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      return issue.keys.map((key) => `${key} is no field of this ${what}${suggestion(key, shape)}`).join("; ");
    },
  });
}

function suggestion(key: string, shape: z.ZodRawShape): string {
  const camelCase = key.toLowerCase().replace(/[_-]+(\w)/g, (_, letter: string) => letter.toUpperCase());
  const meant = Object.keys(shape).find((field) => field.toLowerCase() === camelCase.toLowerCase());
  return meant === undefined ? "" : ` (did you mean ${meant}?)`;
}
