import { assertEquals, assertStringIncludes } from "@std/assert";
import { requiredTool } from "../../testing/engines/required_address.ts";
import { eventsTable } from "./events_table.ts";

const TEMPLATE = new URL("../../deploy/cloudformation/customer-events.yaml", import.meta.url).pathname;

async function cfnLint(file: string): Promise<{ code: number; text: string }> {
  const program = requiredTool("TEST_CFN_LINT");
  const { code, stdout } = await new Deno.Command(program, { args: ["--format", "parseable", file] }).output();
  return { code, text: new TextDecoder().decode(stdout) };
}

Deno.test("cfn-lint accepts the template and rejects a bad one", async () => {
  assertEquals(await cfnLint(TEMPLATE), { code: 0, text: "" });
  const bad = await Deno.makeTempFile({ suffix: ".yaml" });
  try {
    const text = await Deno.readTextFile(TEMPLATE);
    for (const [right, wrong] of [["KeyType: RANGE", "KeyType: SORT"], ["!Ref MostCapacity", "!Ref Most"]] as const) {
      assertStringIncludes(text, right);
      await Deno.writeTextFile(bad, text.replaceAll(right, wrong));
      assertEquals((await cfnLint(bad)).code > 0, true, wrong);
    }
  } finally {
    await Deno.remove(bad);
  }
});

Deno.test("the template has the keys and indexes of the development table", async () => {
  const text = await Deno.readTextFile(TEMPLATE);
  const table = eventsTable("t");
  for (const { AttributeName, AttributeType } of table.AttributeDefinitions!) {
    assertStringIncludes(text, `- { AttributeName: ${AttributeName}, AttributeType: ${AttributeType} }`);
  }
  assertEquals([...text.matchAll(/- IndexName: (\w+)/g)].map(([, name]) => name), [
    ...table.GlobalSecondaryIndexes!.map(({ IndexName }) => IndexName),
  ]);
  const keys = [table, ...table.GlobalSecondaryIndexes!].flatMap(({ KeySchema }) => KeySchema!);
  assertEquals(
    [...text.matchAll(/AttributeName: (\w+), KeyType: (\w+)/g)].map(([, name, type]) => [name, type]),
    keys.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]),
  );
  assertStringIncludes(text, "TimeToLiveSpecification: { AttributeName: ExpiresAt, Enabled: true }");
});
