import { assert, assertEquals, assertMatch } from "@std/assert";
import { typeCheck } from "../../../testing/http/type_check.ts";
import { ROOT } from "../test/run_child.ts";
import { generateTypes, TYPES_PATH } from "./generate_types.ts";

Deno.test("client/schema.ts is what openapi-typescript makes of openapi.json", async () => {
  const isCurrent = await Deno.readTextFile(TYPES_PATH) === await generateTypes();
  assert(isCurrent, "it is stale: run deno task client");
});

Deno.test("README's order fits the types of openapi.json, and half of it does not", async () => {
  const types = await Deno.readTextFile(TYPES_PATH);
  const order = /v1\/orders .*-d '(\{[^']+\})'/.exec(await Deno.readTextFile(`${ROOT}README.md`))![1]!;
  const check = (body: string) =>
    typeCheck({
      "/schema.ts": types,
      "/order.ts": `import type { paths } from "./schema.ts";
        type Body = paths["/v1/orders"]["post"]["requestBody"]["content"]["application/json"];
        export const body: Body = ${body};`,
    });
  assertEquals(check(order), []);
  const { quantity: _, ...half } = JSON.parse(order);
  assertMatch(check(JSON.stringify(half)).join("\n"), /quantity/);
});
