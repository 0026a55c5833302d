import { assertEquals, assertStringIncludes } from "@std/assert";
import prom from "prom-client";
import { showLag } from "./lag_metrics.ts";

const streams = [{ topic: "orders", group: "orders_group" }, { topic: "users", group: "users_group" }];
const positions = {
  all: () =>
    Promise.resolve([
      { group: "orders_group", topic: "orders", partition: 0, next: 7, lastRecordAt: new Date(Date.now() - 60_000) },
    ]),
};

/** The lines of the registry that carry a figure. */
async function figures(registry: prom.Registry): Promise<string[]> {
  return (await registry.metrics()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

Deno.test("showLag shows how far each group is behind, with one look for all of it", async () => {
  const registry = new prom.Registry();
  let looks = 0;
  const ranges = () => {
    looks++;
    return Promise.resolve([{ partition: 0, first: 0, end: 10 }]);
  };
  showLag(registry, { positions, streams, inspector: { ranges, readers: () => Promise.resolve(0) } });
  const lines = await figures(registry);
  assertEquals(lines.slice(0, 2), [
    'tillstream_group_lag_records{group="orders_group",topic="orders"} 3',
    'tillstream_group_lag_records{group="users_group",topic="users"} 10',
  ]);
  // Nothing was ever stored of the other group's topic, so nobody knows for how long it waits.
  assertEquals(lines.length, 3);
  assertStringIncludes(lines[2]!, 'tillstream_group_lag_seconds{group="orders_group",topic="orders"} 6');
  assertEquals(looks, streams.length);
});

Deno.test("showLag shows nothing while the log is unreachable, and leaves the other metrics alone", async () => {
  const registry = new prom.Registry();
  new prom.Counter({ name: "others", help: "others", registers: [registry] }).inc();
  const ranges = () => Promise.reject(new Error("away"));
  showLag(registry, { positions, streams, inspector: { ranges, readers: () => Promise.resolve(0) } });
  assertEquals(await figures(registry), ["others 1"]);
});
