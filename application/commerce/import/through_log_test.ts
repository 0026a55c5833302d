import { assert, assertEquals } from "@std/assert";
import { type CommerceEvent, streamOf } from "../../../domain/commerce/commerce_event.ts";
import { throughLog } from "./through_log.ts";
import { DAY, ImportShop, withRetry } from "../../../testing/fixtures/import_shop.ts";

/** A log whose one reader stores in the background, a few records at a time. */
function logInto(shop: ImportShop, options: { readonly readers: number }) {
  const topics = new Map<string, CommerceEvent[]>();
  const next = new Map<string, number>();
  const covered: string[] = [];
  const step = (topic: string) => {
    const at = next.get(topic) ?? 0;
    const some = (topics.get(topic) ?? []).slice(at, at + 2);
    if (some.some((event) => event.type === "order.placed" && !shop.users.has(event.order.userId))) return;
    some.forEach((event) => shop.store(event));
    next.set(topic, at + some.length);
  };
  const sink = throughLog({
    log: {
      publish: (events) =>
        Promise.resolve(events.map((event) => {
          const topic = streamOf(event);
          if (!topics.has(topic)) topics.set(topic, []);
          return { topic, partition: 0, offset: topics.get(topic)!.push(event) - 1 };
        })),
    },
    consumers: {
      readers: () => Promise.resolve(options.readers),
      consume: async (_stream, signal) => {
        while (!signal.aborted) await new Promise((resolve) => setTimeout(resolve, 1));
      },
    },
    watch: {
      positions: {
        all: () =>
          Promise.resolve(
            [...next].map(([topic, next]) => ({ group: topic, topic, partition: 0, next, lastRecordAt: null })),
          ),
      },
      pending: { complete: () => Promise.resolve(0), count: () => Promise.resolve(0) },
      inspector: { ranges: () => Promise.resolve([{ partition: 0, first: 0, end: 1_000 }]) },
      groupOf: (topic) => topic,
      now: () => new Date(0),
      sleep: () => Promise.resolve(["users", "products", "orders"].forEach(step)),
      withRetry,
    },
    withRetry,
    onFallback: (streams) => covered.push(...streams),
  });
  return { sink, covered };
}

Deno.test("importOrders through a log ends only when all it sent is stored", async () => {
  const shop = new ImportShop();
  const { sink, covered } = logInto(shop, { readers: 1 });
  const phases = new Set<string>();
  const report = await shop.run(DAY, { sink, onProgress: ({ phase }) => phases.add(phase) });
  assertEquals([report.stored, report.balanced], [5, true]);
  assertEquals([...phases], ["reading", "storing"]);
  assertEquals(covered, []);
});

Deno.test("importOrders through a log reads the streams itself where nobody does", async () => {
  const shop = new ImportShop();
  const { sink, covered } = logInto(shop, { readers: 0 });
  assert((await shop.run(DAY, { sink })).balanced);
  assertEquals(covered, ["users", "products", "orders"]);
});
