import "../../testing/engines/leak_checks.ts";
import { sleep } from "./sleep.ts";

Deno.test("sleep resolves early when it is aborted, and leaves no timer", async () => {
  const stop = new AbortController();
  const sleeping = sleep(86_400_000, stop.signal);
  stop.abort();
  await sleeping;
  await sleep(86_400_000, stop.signal);
});
