import { assertEquals, assertRejects } from "@std/assert";
import "../../testing/leak_checks.ts";
import { TimedOut, within } from "./within.ts";

Deno.test("within gives what the work gives, passes its error on, and leaves no timer", async () => {
  assertEquals(await within(60_000, Promise.resolve(1)), 1);
  await assertRejects(() => within(60_000, Promise.reject(new TypeError("no"))), TypeError, "no");
});

Deno.test("within throws TimedOut once the time has passed", async () => {
  const error = await assertRejects(() => within(10, new Promise<void>(() => {})), TimedOut);
  assertEquals(error.message, "no answer within 0.01 s");
});
