import { assertEquals } from "@std/assert";
import "../../testing/engines/leak_checks.ts";
import { repeat } from "./repeat.ts";
import { sleep } from "./sleep.ts";

Deno.test("repeat runs until it is aborted, and awaits the last run", async () => {
  const stop = new AbortController();
  let begun = 0;
  let ended = 0;
  await repeat(
    async () => {
      if (++begun === 3) stop.abort();
      await sleep(1);
      ended++;
    },
    1,
    stop.signal,
    () => {},
  );
  assertEquals([begun, ended], [3, 3]);
});

Deno.test("repeat reports a run's error and continues", async () => {
  const stop = new AbortController();
  const reported: unknown[] = [];
  let runs = 0;
  await repeat(
    () => {
      if (++runs === 3) stop.abort();
      return runs === 1 ? Promise.reject(new Error("first")) : Promise.resolve();
    },
    1,
    stop.signal,
    (error) => reported.push((error as Error).message),
  );
  assertEquals([runs, reported], [3, ["first"]]);
});

Deno.test("repeat ignores an error caused by the abort, and does not start when aborted before", async () => {
  const stop = new AbortController();
  const reported: unknown[] = [];
  await repeat(
    () => {
      stop.abort(new Error("stop"));
      return Promise.reject(stop.signal.reason);
    },
    1,
    stop.signal,
    (error) => reported.push(error),
  );
  await repeat(() => Promise.reject(new Error("it began")), 1, stop.signal, (error) => reported.push(error));
  assertEquals(reported, []);
});

Deno.test("repeat ends at once when it is aborted during a long pause", async () => {
  const stop = new AbortController();
  const repeating = repeat(() => Promise.resolve(), 86_400_000, stop.signal, () => {});
  await sleep(1);
  stop.abort();
  await repeating;
});
