import { assertEquals, assertRejects } from "@std/assert";
import { DataRefused, Outage } from "../../application/shared/fault.ts";
import "../../testing/engines/leak_checks.ts";
import { withRetry } from "./with_retry.ts";
import { sleep } from "./sleep.ts";

const outage = () => new Outage("Postgres", new Error("unreachable"));
const never = new AbortController().signal;

Deno.test("withRetry retries until it succeeds, and reports every failure", async () => {
  const reported: string[] = [];
  let tries = 0;
  const result = await withRetry((error, attempt) => reported.push(`${attempt} ${error.message}`))(
    () => ++tries < 3 ? Promise.reject(outage()) : Promise.resolve("done"),
    never,
  );
  assertEquals([result, tries], ["done", 3]);
  assertEquals(reported, ["1 Cannot reach Postgres: unreachable", "2 Cannot reach Postgres: unreachable"]);
});

Deno.test("withRetry returns the work's result", async () => {
  for (const value of [undefined, null, 0, false, "fenced"]) {
    assertEquals(await withRetry(() => {})(() => Promise.resolve(value), never), value);
  }
});

Deno.test("withRetry throws DataRefused at once, and does not report it as a failure", async () => {
  const reported: unknown[] = [];
  let tries = 0;
  const refused = new DataRefused("22001", new Error("too long"));
  const thrown = await assertRejects(() =>
    withRetry((error) => reported.push(error))(() => {
      tries++;
      return Promise.reject(refused);
    }, never)
  );
  assertEquals([thrown, tries, reported], [refused, 1, []]);
});

Deno.test("withRetry rejects with the reason when it is aborted during a pause", async () => {
  const stop = new AbortController();
  const reason = new Error("asked to stop");
  const waiting = withRetry(() => stop.abort(reason))(() => Promise.reject(outage()), stop.signal);
  assertEquals(await assertRejects(() => waiting), reason);
});

Deno.test("withRetry does not try when it was aborted before", async () => {
  let tries = 0;
  await assertRejects(
    () => withRetry(() => {})(() => Promise.resolve(tries++), AbortSignal.abort(new Error("stop"))),
    Error,
    "stop",
  );
  assertEquals(tries, 0);
});

Deno.test("withRetry lets a running attempt finish after an abort, and returns its result", async () => {
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

Deno.test("withRetry does not retry when the attempt that was aborted fails", async () => {
  const stop = new AbortController();
  let tries = 0;
  await assertRejects(() =>
    withRetry(() => {})(async () => {
      tries++;
      stop.abort(new Error("stop"));
      await sleep(1);
      throw outage();
    }, stop.signal)
  );
  assertEquals(tries, 1);
});
