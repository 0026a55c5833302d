import { assert, assertEquals, assertRejects } from "@std/assert";
import { MemoryLog } from "../../../../adapters/memory/core/log.ts";
import { StoredTimes } from "./stored_times.ts";

const record = { key: "U-1", value: null, headers: {} };

Deno.test("StoredTimes knows when a record was stored, and waits for those that are still to come", async () => {
  const log = new MemoryLog({ now: () => new Date() });
  const stored = new StoredTimes();
  const stop = new AbortController();
  const handler = {
    positionOf: () => Promise.resolve(0),
    take: async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      return "taken" as const;
    },
  };
  const reading = stored.watch(log).read("orders", "orders_group", handler, stop.signal);
  const began = performance.now();
  const receipts = await log.append("orders", [record, record]);
  const times = await stored.of(receipts, 5_000);
  assertEquals(times.length, 2);
  assert(times.every((time) => time >= began + 15 && time <= performance.now()), `${times} after ${began}`);
  stop.abort();
  await reading;
});

Deno.test("StoredTimes rejects if a record is not stored in time", async () => {
  const receipts = [{ topic: "orders", partition: 0, offset: 0 }];
  await assertRejects(() => new StoredTimes().of(receipts, 20), Error, "1 orders are not stored");
});
