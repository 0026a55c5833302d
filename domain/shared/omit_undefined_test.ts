import { assert, assertEquals, assertFalse } from "@std/assert";
import { isAnyGiven, omitUndefined } from "./omit_undefined.ts";

Deno.test("omitUndefined drops undefined and keeps every other empty value", () => {
  assertEquals(omitUndefined({ a: undefined, b: null, c: 0, d: "", e: false }), { b: null, c: 0, d: "", e: false });
});

Deno.test("isAnyGiven is true for any value, null included", () => {
  assert(isAnyGiven({ a: null }));
  assertFalse(isAnyGiven({ a: undefined }));
  assertFalse(isAnyGiven({}));
});
