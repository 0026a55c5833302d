import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";

/**
 * The JSON Schema (2020-12, the dialect of OpenAPI 3.1) of a domain schema as it looks on the wire.
 *
 * An instant accepts `Date` or text in the program, but only text travels: it is shown as `string`, `date-time`.
 * `readOnly` is dropped: it marks TypeScript's readonly, which is no promise of the API. What a client gets may have more
 * fields one day, so no output is closed.
 *
 * @param side "input" for what a client sends (defaults may be left out), "output" for what it gets
 */
export function jsonSchemaOf(schema: z.ZodType, side: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: side,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      delete jsonSchema.readOnly;
      if (side === "output") delete jsonSchema.additionalProperties;
      // The pattern beside it is what is checked; what the format means differs from one validator to the next.
      if (jsonSchema.format === "email") delete jsonSchema.format;
      if (isTrimmed(zodSchema) && jsonSchema.minLength) jsonSchema.allOf = [{ pattern: "\\S" }];
      if (zodSchema !== instant) return;
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return rest;
}

/** Whether spaces around the text count for nothing; the only way in which texts are rewritten before they are checked. */
function isTrimmed(schema: z.core.$ZodType): boolean {
  return schema._zod.def.checks?.some(({ _zod }) => _zod.def.check === "overwrite") ?? false;
}
