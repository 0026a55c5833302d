import { assertEquals, assertRejects } from "@std/assert";
import { DataRefused, Outage } from "../../application/shared/fault.ts";
import "../../testing/engines/leak_checks.ts";
import { withRetry } from "./with_retry.ts";
import { sleep } from "./sleep.ts";

const away = () => new Outage("Postgres", new Error("away"));
const never = new AbortController().signal;

Deno.test("withRetry tries again until it goes, and tells every failure", async () => {
  const told: string[] = [];
  let tries = 0;
  const result = await withRetry((error, attempt) => told.push(`${attempt} ${error.message}`))(
    () => ++tries < 3 ? Promise.reject(away()) : Promise.resolve("done"),
    never,
  );
  assertEquals([result, tries], ["done", 3]);
  assertEquals(told, ["1 Cannot reach Postgres: away", "2 Cannot reach Postgres: away"]);
});

Deno.test("withRetry gives back whatever the work gives", async () => {
  for (const value of [undefined, null, 0, false, "fenced"]) {
    assertEquals(await withRetry(() => {})(() => Promise.resolve(value), never), value);
  }
});

Deno.test("withRetry throws refused data at once, and does not call it a failure", async () => {
  const told: unknown[] = [];
  let tries = 0;
  const refused = new DataRefused("22001", new Error("too long"));
  const thrown = await assertRejects(() =>
    withRetry((error) => told.push(error))(() => {
      tries++;
      return Promise.reject(refused);
    }, never)
  );
  assertEquals([thrown, tries, told], [refused, 1, []]);
});

Deno.test("withRetry that is aborted while it waits rejects with the reason", async () => {
  const stop = new AbortController();
  const reason = new Error("asked to stop");
  const waiting = withRetry(() => stop.abort(reason))(() => Promise.reject(away()), stop.signal);
  assertEquals(await assertRejects(() => waiting), reason);
});

Deno.test("withRetry that was aborted before does not try", async () => {
  let tries = 0;
  await assertRejects(
    () => withRetry(() => {})(() => Promise.resolve(tries++), AbortSignal.abort(new Error("stop"))),
    Error,
    "stop",
  );
  assertEquals(tries, 0);
});

Deno.test("withRetry lets an attempt finish that is under way, and counts its success in spite of the abort", async () => {
  const stop = new AbortController();
  let committed = false;
  const result = await withRetry(() => {})(async () => {
    stop.abort(new Error("stop"));
    await sleep(5);
    committed = true;
    return "stored";
  }, stop.signal);
  assertEquals([result, committed], ["stored", true]);
});

Deno.test("withRetry that is aborted during an attempt which then fails does not try again", async () => {
  const stop = new AbortController();
  let tries = 0;
  await assertRejects(() =>
    withRetry(() => {})(async () => {
      tries++;
      stop.abort(new Error("stop"));
      await sleep(1);
      throw away();
    }, stop.signal)
  );
  assertEquals(tries, 1);
});
