import { assert, assertEquals } from "@std/assert";
import "../../testing/engines/leak_checks.ts";
import { newTraceparent } from "./traceparent.ts";

Deno.test("newTraceparent returns another W3C trace context each time", () => {
  const made = Array.from({ length: 100 }, newTraceparent);
  for (const text of made) assert(/^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01$/.test(text), text);
  assertEquals(new Set(made).size, 100);
});
