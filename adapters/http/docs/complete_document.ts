import { exampleOf } from "./example_of.ts";
import { problemExample } from "../server/describe_route.ts";
import { portablePattern } from "./portable_pattern.ts";

// deno-lint-ignore no-explicit-any -- a document is looked at field by field
type Document = any;

/**
 * The document with patterns that every engine reads, an example of each answer that has none, and each kind of error
 * response once.
 */
export function completeDocument(document: object): object {
  const complete: Document = structuredClone(document);
  makePatternsPortable(complete);
  const { schemas, examples = {}, responses: errors = {} } = complete.components;
  Object.assign(complete.components, { examples, responses: errors });
  for (const item of Object.values<Record<string, Document>>(complete.paths)) {
    for (const { responses } of Object.values(item)) {
      for (const [status, { content = {} }] of Object.entries<Document>(responses)) {
        const codes = content["application/problem+json"]?.schema.properties.code.enum;
        if (codes) {
          const name = codes.join(".");
          for (const code of codes) examples[code] ??= problemExample(code);
          errors[name] ??= responses[status];
          responses[status] = { $ref: `#/components/responses/${name}` };
          continue;
        }
        for (const media of Object.values<Document>(content)) {
          if (media.examples || media.example !== undefined) continue;
          media.examples = { example: exampleFor(media.schema, schemas, examples) };
        }
      }
    }
  }
  return complete;
}

/** One for each named schema, among the components. */
function exampleFor(schema: Document, schemas: Document, examples: Document): object {
  const value = exampleOf(schema, schemas);
  if (!schema.$ref) return { value };
  const name: string = schema.$ref.split("/").at(-1);
  examples[name] ??= { value };
  return { $ref: `#/components/examples/${name}` };
}

function makePatternsPortable(part: Document): void {
  if (typeof part !== "object" || part === null) return;
  for (const [name, value] of Object.entries<Document>(part)) {
    if (name === "pattern" && typeof value === "string") part[name] = portablePattern(value);
    else makePatternsPortable(value);
  }
}
