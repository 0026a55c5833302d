import { assertEquals } from "@std/assert";
import pino from "pino";
import { createMetrics } from "./metrics.ts";
import { reportWork } from "./report_work.ts";

Deno.test("reportWork logs what was done since its last line, with the lag, and nothing when nothing was done", async () => {
  const lines: Record<string, unknown>[] = [];
  const read = Promise.withResolvers<void>();
  const log = pino({ base: null, timestamp: false }, {
    write: (line: string) => {
      lines.push(JSON.parse(line));
      read.resolve();
    },
  });
  const metrics = createMetrics("test");
  metrics.stored.inc({ topic: "orders" }, 3);
  const stop = new AbortController();
  const work = { lag: () => Promise.resolve({ orders_group: 7 }) };
  const reporting = reportWork({ log, metrics, signal: stop.signal, work }, { everyMs: 1 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(lines, [], "what was there before is not reported, and silence is not");
  metrics.stored.inc({ topic: "orders" }, 4);
  metrics.stored.inc({ topic: "users" }, 1);
  metrics.duplicates.inc({ topic: "orders" }, 2);
  await read.promise;
  stop.abort();
  await reporting;
  assertEquals(lines, [{ level: 30, stored: 5, duplicates: 2, lag: { orders_group: 7 }, msg: "work done" }]);
});
