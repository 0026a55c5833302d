import { assertEquals, assertRejects } from "@std/assert";
import { waitUntil } from "./wait_until.ts";

Deno.test("waitUntil repeats the probe until it returns true; an error counts as false", async () => {
  let asked = 0;
  await waitUntil("count", () => {
    if (++asked === 1) throw new Error("not yet");
    return asked === 3;
  });
  assertEquals(asked, 3);
});

Deno.test("waitUntil throws after the timeout, with the last error as cause", async () => {
  const refused = new Error("refused");
  const error = await assertRejects(
    () => waitUntil("start", () => Promise.reject(refused), { timeout: 150 }),
    Error,
    "Cannot start: no success within 0.15 s",
  );
  assertEquals(error.cause, refused);
});

Deno.test("waitUntil ends at once when the check throws", async () => {
  const check = () => Promise.reject(new Error("it ended"));
  await assertRejects(() => waitUntil("start", () => false, { check }), Error, "it ended");
});
