import { z } from "zod";
import { instant } from "../../../domain/shared/instant.ts";
import { isAnyGiven } from "../../../domain/shared/omit_undefined.ts";

/**
 * JSON Schema 2020-12, the dialect of OpenAPI 3.1, as on the wire: instants are `date-time` strings, TypeScript's
 * `readOnly` is dropped, outputs are not closed. What is taken for an absent field is told in its description:
 * generators of clients make a field with `default` a required one.
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
      else describeDefault(jsonSchema);
      // Validators disagree about the format; the pattern beside it counts.
      if (jsonSchema.format === "email") delete jsonSchema.format;
      if (isOfChanges(zodSchema)) jsonSchema.minProperties = 1;
      if (isTrimmed(zodSchema) && jsonSchema.minLength) jsonSchema.allOf = [{ pattern: "\\S" }];
      if (zodSchema !== instant) return;
      delete jsonSchema.anyOf;
      Object.assign(jsonSchema, { type: "string", format: "date-time" });
    },
  });
  return rest;
}

function describeDefault(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.default === undefined) return;
  const when = `${JSON.stringify(schema.default)} when left out`;
  schema.description = schema.description === undefined ? when : `${schema.description}; ${when}`;
  delete schema.default;
}

function isOfChanges(schema: z.core.$ZodType): boolean {
  return schema._zod.def.checks?.some(({ _zod }) => "fn" in _zod.def && _zod.def.fn === isAnyGiven) ?? false;
}

/** Trimming is the only normalisation before a check. */
function isTrimmed(schema: z.core.$ZodType): boolean {
  return schema._zod.def.checks?.some(({ _zod }) => _zod.def.check === "overwrite") ?? false;
}
