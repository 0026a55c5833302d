import { assertEquals, assertRejects } from "@std/assert";
import "../../testing/engines/leak_checks.ts";
import { TimedOut, withTimeout } from "./with_timeout.ts";

Deno.test("withTimeout returns the work's result, passes its error on, and leaves no timer", async () => {
  assertEquals(await withTimeout(60_000, Promise.resolve(1)), 1);
  await assertRejects(() => withTimeout(60_000, Promise.reject(new TypeError("no"))), TypeError, "no");
});

Deno.test("withTimeout throws TimedOut once the time has passed", async () => {
  const error = await assertRejects(() => withTimeout(10, new Promise<void>(() => {})), TimedOut);
  assertEquals(error.message, "no answer within 0.01 s");
});
