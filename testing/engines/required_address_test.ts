import { assertEquals, assertThrows } from "@std/assert";
import { requiredAddress } from "./required_address.ts";

Deno.test("requiredAddress throws without an engine, and names the command that starts it", () => {
  const before = Deno.env.get("TEST_REDIS_URL");
  try {
    Deno.env.set("TEST_REDIS_URL", "redis://127.0.0.1:1");
    assertEquals(requiredAddress("TEST_REDIS_URL"), "redis://127.0.0.1:1");
    for (const unset of [() => Deno.env.delete("TEST_REDIS_URL"), () => Deno.env.set("TEST_REDIS_URL", "")]) {
      unset();
      assertThrows(() => requiredAddress("TEST_REDIS_URL"), Error, "TEST_REDIS_URL is not set");
      assertThrows(() => requiredAddress("TEST_REDIS_URL"), Error, "deno task services up");
    }
  } finally {
    if (before !== undefined) Deno.env.set("TEST_REDIS_URL", before);
    else Deno.env.delete("TEST_REDIS_URL");
  }
});
