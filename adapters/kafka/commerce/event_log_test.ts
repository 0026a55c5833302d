import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import "../../../testing/engines/leak_checks.ts";
import { Samples } from "../../../testing/fixtures/commerce_samples.ts";
import { MemoryLog } from "../../memory/core/log.ts";
import { decodeEvent } from "./codec.ts";
import { MessageEventLog } from "./event_log.ts";

const TOPICS = { users: "shop.users", products: "shop.products", orders: "shop.orders" };

function someEvents(): CommerceEvent[] {
  const sample = new Samples("event log");
  return Array.from({ length: 5 }, () => {
    const user = sample.user();
    const product = sample.product();
    const order = sample.order(user, product);
    return [
      { type: "order.placed", order },
      { type: "user.registered", user },
      { type: "product.listed", product },
    ] as const;
  }).flat();
}

Deno.test("MessageEventLog publish sends each stream to its topic, and returns receipts in the order of the events", async () => {
  const log = new MemoryLog({ now: () => new Date(0) });
  const published: Record<string, number> = {};
  const events = new MessageEventLog(log, {
    topics: TOPICS,
    source: "/test",
    newTraceparent: () => "00-1-2-01",
    onPublished: (topic, count) => published[topic] = count,
  });
  const sent = someEvents();
  const receipts = await events.publish(sent);
  assertEquals(published, { "shop.users": 5, "shop.products": 5, "shop.orders": 5 });
  const records = log.records();
  for (const [n, { topic, partition, offset }] of receipts.entries()) {
    const record = records.find((each) =>
      each.topic === topic && each.partition === partition && each.offset === offset
    );
    assertEquals(decodeEvent(record!, sent[n]!.type), { event: sent[n]! });
  }
  assertEquals(await events.publish([]), []);
});

Deno.test("MessageEventLog publish throws Outage when one of the topics cannot be written", async () => {
  const log = new MemoryLog({ now: () => new Date(0) });
  const events = new MessageEventLog({
    append: (topic, records) =>
      topic === "shop.orders"
        ? Promise.reject(new Outage("Kafka", new Error("no leader")))
        : log.append(topic, records),
  }, { topics: TOPICS, source: "/test", newTraceparent: () => "00-1-2-01" });
  await assertRejects(() => events.publish(someEvents()), Outage, "no leader");
});
