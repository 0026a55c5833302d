import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { wholeDocument } from "../../../testing/http/whole_document.ts";

Deno.test("openapi.json is valid by the schema of OpenAPI 3.1", async () => {
  const document = structuredClone(await wholeDocument());
  assertMatch(document.openapi, /^3\.1\./);
  const { valid, errors } = await new Validator().validate(document);
  assert(valid, JSON.stringify(errors));
});

Deno.test("openapi.json is valid by Redocly, and each example by its schema", async () => {
  const config = await createConfig({
    rules: {
      "struct": "error",
      "no-unresolved-refs": "error",
      "no-identical-paths": "error",
      "no-invalid-media-type-examples": "error",
      "no-invalid-parameter-examples": "error",
      "no-unused-components": "error",
      "operation-operationId-unique": "error",
      "operation-parameters-unique": "error",
      "path-parameters-defined": "error",
      "security-defined": "error",
    },
  });
  const source = JSON.stringify(await wholeDocument());
  const found = await lintFromString({ source, absoluteRef: "/openapi.json", config });
  assertEquals(found.map(({ message, location }) => `${location[0]?.pointer}: ${message}`), []);
});
