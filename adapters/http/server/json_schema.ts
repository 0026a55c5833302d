import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";

/**
 * The JSON Schema (2020-12, the dialect of OpenAPI 3.1) of a domain schema as it is on the wire.
 *
 * An instant accepts `Date` or text in the program, but on the wire it is text: `string`, `date-time`. `readOnly` is
 * dropped: it reflects TypeScript's readonly, not the API. Outputs are not closed, because they may get more fields
 * later.
 *
 * @param side "input" for what a client sends (defaults may be omitted), "output" for what it receives
 */
export function jsonSchemaOf(schema: z.ZodType, side: "input" | "output"): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: side,
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      delete jsonSchema.readOnly;
      if (side === "output") delete jsonSchema.additionalProperties;
      // Only the pattern beside it is checked; validators disagree about the format.
      if (jsonSchema.format === "email") delete jsonSchema.format;
      if (isTrimmed(zodSchema) && jsonSchema.minLength) jsonSchema.allOf = [{ pattern: "\\S" }];
      if (zodSchema !== instant) return;
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return rest;
}

/** Whether the schema trims the text, the only normalisation before a check. */
function isTrimmed(schema: z.core.$ZodType): boolean {
  return schema._zod.def.checks?.some(({ _zod }) => _zod.def.check === "overwrite") ?? false;
}
