import { assert, assertEquals, assertRejects } from "@std/assert";
import { MemoryCrossDatabaseOutbox } from "../../testing/memory/sourcing/cross_database_outbox.ts";
import { DataRefused, Outage } from "../shared/fault.ts";
import { type Delivery, relayAcross } from "./relay_across.ts";
import type { OutboxMessage } from "./ports/outbox.ts";

/** A destination that knows what it has applied, refuses poison, and may be away. */
class Destination implements Delivery<"dropship"> {
  readonly writes = "dropship";
  readonly inbox = new Set<string>();
  readonly applied: number[] = [];
  poison = new Set<number>();
  unfit = new Set<number>();
  away = false;
  batches = 0;

  deliver(messages: readonly OutboxMessage[]) {
    this.batches++;
    if (this.away) return Promise.reject(new Outage("Postgres", new Error("away")));
    const numbers = messages.map(({ payload }) => payload as number);
    if (numbers.some((n) => this.poison.has(n))) {
      return Promise.reject(new DataRefused("22003", new Error("out of range")));
    }
    for (const { id, payload } of messages) {
      if (this.inbox.has(id) || this.unfit.has(payload as number)) continue;
      this.inbox.add(id);
      this.applied.push(payload as number);
    }
    return Promise.resolve(
      messages.filter(({ payload }) => this.unfit.has(payload as number)).map(({ id }) => ({ id, reason: "unfit" })),
    );
  }
}

function outboxOf(count: number): MemoryCrossDatabaseOutbox<"source"> {
  const outbox = new MemoryCrossDatabaseOutbox("source");
  for (let n = 0; n < count; n++) outbox.add({ id: `m${n}`, kind: "k", subject: `s${n % 7}`, payload: n }, "dropship");
  return outbox;
}

const relay = (outbox: MemoryCrossDatabaseOutbox<"source">, k: Destination, batch = 5) =>
  relayAcross({ outbox, deliveries: { k } }, { destination: "dropship", batch });

Deno.test("relayAcross carries everything, each subject's messages in their order", async () => {
  const outbox = outboxOf(40);
  const destination = new Destination();
  assertEquals(await relay(outbox, destination), { relayed: 40, deadLettered: 0 });
  for (const own of Map.groupBy(destination.applied, (n) => n % 7).values()) {
    assertEquals(own, own.toSorted((a, b) => a - b));
  }
  assertEquals(await outbox.waiting("dropship"), { waiting: 0, deadLettered: 0 });
});

Deno.test("relayAcross finds what the database refuses among the others, and parks it alone", async () => {
  const outbox = outboxOf(20);
  const destination = new Destination();
  destination.poison = new Set([3, 11]);
  destination.unfit = new Set([12]);
  assertEquals(await relay(outbox, destination, 7), { relayed: 17, deadLettered: 3 });
  assertEquals(destination.applied.length, 17);
  assertEquals(await outbox.waiting("dropship"), { waiting: 0, deadLettered: 3 });
});

Deno.test("relayAcross of an outage loses nothing, and what was applied before a crash is not applied again", async () => {
  const outbox = outboxOf(10);
  const destination = new Destination();
  destination.away = true;
  await assertRejects(() => relay(outbox, destination), Outage);
  destination.away = false;
  // The destination has committed, and the process dies before the outbox forgets.
  await assertRejects(() =>
    outbox.hold({ destination: "dropship", kinds: ["k"], limit: 5 }, async (messages) => {
      await destination.deliver(messages);
      throw new Error("killed");
    })
  );
  assertEquals(destination.applied.length, 5);
  await relay(outbox, destination);
  assertEquals(destination.applied.toSorted((a, b) => a - b), Array.from({ length: 10 }, (_, n) => n));
});

Deno.test("relayAcross ends between two batches when it is asked to", async () => {
  const outbox = outboxOf(20);
  const destination = new Destination();
  const stop = new AbortController();
  const deliveries = { k: destination };
  const result = await relayAcross({ outbox, deliveries }, {
    destination: "dropship",
    batch: 5,
    signal: stop.signal,
    onProgress: () => stop.abort(),
  });
  assertEquals(result.relayed, 5);
  assert((await outbox.waiting("dropship")).waiting === 15);
});
