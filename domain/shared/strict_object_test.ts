import { assertEquals, assertStringIncludes } from "@std/assert";
import { z } from "zod";
import { strictObject } from "./strict_object.ts";
import { parseAs } from "./parse.ts";

const schema = strictObject("user", { userId: z.string(), age: z.number().optional() });

function messageOf(raw: unknown): string {
  const parsed = parseAs(schema, raw, "user");
  return parsed.ok ? "" : parsed.refusal.message;
}

Deno.test("strictObject accepts known keys", () => {
  assertEquals(schema.parse({ userId: "U1", age: 3 }), { userId: "U1", age: 3 });
});

Deno.test("strictObject names every unknown key", () => {
  const message = messageOf({ userId: "U1", colour: "red", size: 3 });
  assertStringIncludes(message, "user has no field colour");
  assertStringIncludes(message, "user has no field size");
});

Deno.test("strictObject suggests the field for a snake_case key", () => {
  assertStringIncludes(messageOf({ userId: "U1", user_id: "U1" }), "did you mean userId?");
});

Deno.test("strictObject keeps its fields' messages", () => {
  assertStringIncludes(messageOf({ userId: 1 }), "userId: expected text, got 1");
});
