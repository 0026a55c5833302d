import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { inShop, type OpenShop } from "../../testing/ports/shop_under_test.ts";
import { Outage } from "./fault.ts";
import type { OutboxRecord, RelayLimit } from "./outbox.ts";

/** What was decided in a transaction follows in the log: in order, not lost, by one relay at a time. */
export function outboxContract(engine: string, open: OpenShop): void {
  describe(`Outbox in ${engine}`, () => {
    it(
      "relay hands records over oldest first, as many as it may, and forgets them",
      inShop(open, async (shop) => {
        await shop.addToOutbox(records(1, 2, 3));
        await shop.addToOutbox(records(4, 5));
        const sent = new Sent();
        assertEquals([await shop.outbox.relay(upTo(2), sent.take), await shop.outbox.waiting()], [2, 3]);
        assertEquals([await shop.outbox.relay(upTo(10), sent.take), await shop.outbox.waiting()], [3, 0]);
        assertEquals(await shop.outbox.relay(upTo(10), sent.take), 0);
        assertEquals(sent.batches, [[1, 2], [3, 4, 5]]);
      }),
    );

    it(
      "relay takes no more bytes at once than it may, unless a single record has more",
      inShop(open, async (shop) => {
        const large = (nth: number, bytes: number) => ({ ...records(nth)[0]!, value: new Uint8Array(bytes) });
        await shop.addToOutbox([large(1, 400), large(2, 400), large(3, 5_000), large(4, 100), large(5, 100)]);
        const sent = new Sent();
        while (await shop.outbox.relay({ records: 10, bytes: 1_000 }, sent.take) > 0);
        assertEquals(sent.batches, [[1, 2], [3], [4, 5]]);
      }),
    );

    it(
      "relay of an empty outbox sends nothing",
      inShop(open, async ({ outbox }) => {
        const sent = new Sent();
        assertEquals([await outbox.relay(upTo(10), sent.take), await outbox.waiting()], [0, 0]);
        assertEquals(sent.batches, []);
      }),
    );

    it(
      "relay keeps everything when sending fails, and says why it failed",
      inShop(open, async (shop) => {
        await shop.addToOutbox(records(1, 2, 3));
        const away = new Outage("Kafka", new Error("no leader"));
        const error = await assertRejects(() => shop.outbox.relay(upTo(10), () => Promise.reject(away)), Outage);
        assertEquals(error, away);
        const bug = new TypeError("sending is broken");
        assertEquals(await assertRejects(() => shop.outbox.relay(upTo(10), () => Promise.reject(bug)), TypeError), bug);
        assertEquals(await shop.outbox.waiting(), 3);
        const sent = new Sent();
        assertEquals(await shop.outbox.relay(upTo(10), sent.take), 3);
        assertEquals(sent.batches, [[1, 2, 3]]);
      }),
    );

    it(
      "two relays never hold one record at the same time, and together send all of them once",
      inShop(open, async (shop) => {
        const all = Array.from({ length: 200 }, (_, n) => n + 1);
        await shop.addToOutbox(records(...all));
        const held = new Set<number>();
        const sent = new Sent();
        const relay = async () => {
          while (await shop.outbox.waiting() > 0) {
            await shop.outbox.relay(upTo(7), async (records) => {
              const mine = records.map(offsetOf);
              assert(mine.every((offset) => !held.has(offset)), "a record is in two hands");
              mine.forEach((offset) => held.add(offset));
              await new Promise((resolve) => setTimeout(resolve, 1));
              await sent.take(records);
              mine.forEach((offset) => held.delete(offset));
            });
          }
        };
        await Promise.all([relay(), relay(), relay()]);
        assertEquals(sent.batches.flat().sort((a, b) => a - b), all);
        assert(sent.batches.every((batch) => batch.every((offset, n) => n === 0 || batch[n - 1]! < offset)));
      }),
    );
  });
}

function upTo(records: number): RelayLimit {
  return { records, bytes: 1_000_000 };
}

class Sent {
  readonly batches: number[][] = [];
  readonly take = (records: readonly OutboxRecord[]): Promise<void> => {
    this.batches.push(records.map(offsetOf));
    return Promise.resolve();
  };
}

function offsetOf({ headers }: OutboxRecord): number {
  return Number(headers.nth);
}

function records(...numbers: readonly number[]): OutboxRecord[] {
  return numbers.map((nth) => ({ topic: "orders.dlq", key: null, value: null, headers: { nth: String(nth) } }));
}
