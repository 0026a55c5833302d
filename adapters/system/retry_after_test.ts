import { assertEquals } from "@std/assert";
import { retryAfterMs } from "./retry_after.ts";

Deno.test("retryAfterMs reads seconds and dates, and nothing else", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  assertEquals(retryAfterMs("7", now), 7_000);
  assertEquals(retryAfterMs("0.5", now), 500);
  assertEquals(retryAfterMs("Mon, 02 Mar 2026 12:00:05 GMT", now), 5_000);
  assertEquals(retryAfterMs("Mon, 02 Mar 2026 11:00:00 GMT", now), 0);
  assertEquals([null, undefined, "", "soon"].map((text) => retryAfterMs(text, now)), [null, null, null, null]);
});
