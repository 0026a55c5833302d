import { assertEquals } from "@std/assert";
import { RoundLines } from "../../testing/ports/two_market_accounts.ts";
import { runSourcing } from "./run_sourcing.ts";

const signal = new AbortController().signal;

Deno.test("runSourcing repeats every step but sync with its pause, and logs a step that fails", async () => {
  const log = new RoundLines();
  const repeated: [number, unknown][] = [];
  const step = (name: string) => () => Promise.resolve(name);
  let synced = 0;
  await runSourcing({
    sync: () => Promise.resolve(void synced++),
    make: () => Promise.reject(new Error("no disk")),
    publish: step("publish"),
    pull: step("pull"),
    pullProducts: step("products"),
    place: step("place"),
    expire: step("expire"),
  }, {
    repeat: async (work, pauseMs, _, onError) => {
      repeated.push([pauseMs, await work().catch((error) => onError(error))]);
    },
    pullIntervalMs: 60_000,
    productsIntervalMs: 3_600_000,
    signal,
    log,
  });
  assertEquals(synced, 1);
  assertEquals(repeated.toSorted(), [
    [1_000, undefined],
    [1_000, "place"],
    [1_000, "publish"],
    [3_600_000, "expire"],
    [3_600_000, "products"],
    [60_000, "pull"],
  ]);
  assertEquals(log.lines, [["warn", "cannot make products yet", { reason: "no disk" }]]);
});
