import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Validator } from "@seriousme/openapi-schema-validator";
import { assert, assertEquals, assertMatch } from "@std/assert";
import openapiTS, { astToString } from "openapi-typescript";
import { typeCheck } from "../../../testing/http/type_check.ts";
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

Deno.test("README's order fits the types that openapi-typescript makes of openapi.json, and half of it does not", async () => {
  const types = astToString(await openapiTS(structuredClone(await wholeDocument())));
  const order = /v1\/orders .*-d '(\{[^']+\})'/.exec(await Deno.readTextFile("README.md"))?.[1]!;
  const check = (body: string) =>
    typeCheck({
      "/openapi.ts": types,
      "/order.ts": `import type { paths } from "./openapi.ts";
        type Body = paths["/v1/orders"]["post"]["requestBody"]["content"]["application/json"];
        export const body: Body = ${body};`,
    });
  assertEquals(check(order), []);
  const { quantity: _, ...half } = JSON.parse(order);
  assertMatch(check(JSON.stringify(half)).join("\n"), /quantity/);
});
