import { assertEquals } from "@std/assert";
import "../../testing/engines/leak_checks.ts";
import { repeat } from "./repeat.ts";
import { sleep } from "./sleep.ts";

Deno.test("repeat runs until it is aborted, and lets the last run end", async () => {
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

Deno.test("repeat tells what a run threw and goes on", async () => {
  const stop = new AbortController();
  const told: unknown[] = [];
  let runs = 0;
  await repeat(
    () => {
      if (++runs === 3) stop.abort();
      return runs === 1 ? Promise.reject(new Error("first")) : Promise.resolve();
    },
    1,
    stop.signal,
    (error) => told.push((error as Error).message),
  );
  assertEquals([runs, told], [3, ["first"]]);
});

Deno.test("repeat does not tell of a run that failed because of the abort, nor begin when it came before", async () => {
  const stop = new AbortController();
  const told: unknown[] = [];
  await repeat(
    () => {
      stop.abort(new Error("stop"));
      return Promise.reject(stop.signal.reason);
    },
    1,
    stop.signal,
    (error) => told.push(error),
  );
  await repeat(() => Promise.reject(new Error("it began")), 1, stop.signal, (error) => told.push(error));
  assertEquals(told, []);
});

Deno.test("repeat that is aborted during a long pause ends at once", async () => {
  const stop = new AbortController();
  const repeating = repeat(() => Promise.resolve(), 86_400_000, stop.signal, () => {});
  await sleep(1);
  stop.abort();
  await repeating;
});
