import { assert, assertEquals, assertRejects } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { inShop, type OpenShop } from "../../testing/ports/shop.ts";
import { Outage } from "./fault.ts";
import type { LogRecord } from "./log.ts";
import type { OutboxRecord, RelayLimit } from "./outbox.ts";

const TOPIC = "orders.dlq";

export function outboxContract(engine: string, open: OpenShop): void {
  describe(`Outbox in ${engine}`, () => {
    it(
      "relay sends records oldest first up to the limit and deletes them",
      inShop(open, async (shop) => {
        await shop.addToOutbox(records(1, 2, 3));
        await shop.addToOutbox(records(4, 5));
        const sent = new Sent();
        const relay = async (limit: number) => (await shop.outbox.relay(TOPIC, upTo(limit), sent.take)).sent;
        assertEquals([await relay(2), await shop.outbox.waiting()], [2, 3]);
        assertEquals([await relay(10), await shop.outbox.waiting()], [3, 0]);
        assertEquals(await relay(10), 0);
        assertEquals(sent.batches, [[1, 2], [3, 4, 5]]);
      }),
    );

    it(
      "relay keeps the byte limit, unless a single record exceeds it",
      inShop(open, async (shop) => {
        const large = (nth: number, bytes: number) => ({ ...records(nth)[0]!, value: new Uint8Array(bytes) });
        await shop.addToOutbox([large(1, 400), large(2, 400), large(3, 5_000), large(4, 100), large(5, 100)]);
        const sent = new Sent();
        while ((await shop.outbox.relay(TOPIC, { records: 10, bytes: 1_000 }, sent.take)).sent > 0);
        assertEquals(sent.batches, [[1, 2], [3], [4, 5]]);
      }),
    );

    it(
      "topics names those with something to send, as soon as it is there, and relay sends no other's records",
      inShop(open, async ({ outbox, addToOutbox }) => {
        const sent = new Sent();
        assertEquals([await outbox.topics(), await outbox.waiting()], [[], 0]);
        assertEquals(await outbox.relay(TOPIC, upTo(10), sent.take), { sent: 0, refused: null });
        await addToOutbox([...records(1), ...of("a", records(2)), ...records(3), ...of("b", records(4))]);
        assertEquals(await outbox.topics(), ["a", "b", TOPIC]);
        await outbox.relay(TOPIC, upTo(10), sent.take);
        await outbox.relay("a", upTo(10), sent.take);
        assertEquals([await outbox.topics(), sent.batches], [["b"], [[1, 3], [2]]]);
        await outbox.relay("b", upTo(10), sent.take);
        for (let round = 0; round < 3; round++) {
          assertEquals(await outbox.topics(), []);
          await addToOutbox(of("a", records(round)));
          assertEquals(await outbox.topics(), ["a"]);
          await outbox.relay("a", upTo(10), sent.take);
        }
      }),
    );

    it(
      "relay keeps what no outage let it send, and throws the outage",
      inShop(open, async (shop) => {
        await shop.addToOutbox(records(1, 2, 3, 4));
        const away = new Outage("Kafka", new Error("no leader"));
        const error = await assertRejects(() => shop.outbox.relay(TOPIC, upTo(10), () => Promise.reject(away)), Outage);
        assertEquals([error, await shop.outbox.waiting()], [away, 4]);
        // Refused together, the first half is acknowledged, and then the log is unreachable.
        const halves = (part: readonly LogRecord[]) =>
          part.length === 4
            ? Promise.reject(new TypeError("one of them"))
            : nthOf(part[0]!) === 3
            ? Promise.reject(away)
            : Promise.resolve();
        await assertRejects(() => shop.outbox.relay(TOPIC, upTo(10), halves), Outage);
        assertEquals(await shop.outbox.waiting(), 2);
        const sent = new Sent();
        await shop.outbox.relay(TOPIC, upTo(10), sent.take);
        assertEquals(sent.batches, [[3, 4]]);
      }),
    );

    it(
      "relay parks a record that the log refuses again and again, with its cause, and goes on behind it",
      inShop(open, async ({ outbox, outboxAdmin, addToOutbox }) => {
        await addToOutbox([...records(1, 2, 3, 4, 5), ...of("other", records(6))]);
        const sent = new Sent();
        let bad = 3;
        const send = (part: readonly LogRecord[]) =>
          part.some((record) => nthOf(record) === bad)
            ? Promise.reject(new TypeError("no such header\0\ud800"))
            : sent.take(part);
        const passes = [];
        for (let pass = 0; pass < 5; pass++) passes.push(await outbox.relay(TOPIC, upTo(10), send));
        assertEquals(passes.map((pass) => [pass.sent, pass.refused?.parked]), [
          [2, false],
          [0, false],
          [0, false],
          [0, false],
          [0, true],
        ]);
        assertEquals(await outbox.relay(TOPIC, upTo(10), send), { sent: 2, refused: null });
        assertEquals(sent.batches.flat(), [1, 2, 4, 5]);
        assertEquals([await outbox.topics(), await outbox.waiting()], [["other"], 1]);
        const [parked, ...more] = await outboxAdmin.parked(10);
        assertEquals([parked!.topic, parked!.key, parked!.cause.slice(0, 14), more], [
          TOPIC,
          null,
          "no such header",
          [],
        ]);
        const states = (await outboxAdmin.states()).map(({ topic, waiting, parked }) => [topic, waiting, parked]);
        assertEquals(states, [[TOPIC, 0, 1], ["other", 1, 0]]);
        bad = 0;
        assertEquals([await outboxAdmin.retry("other"), await outboxAdmin.retry(TOPIC)], [0, 1]);
        assertEquals(await outbox.relay(TOPIC, upTo(10), send), { sent: 1, refused: null });
        assertEquals([sent.batches.at(-1), await outboxAdmin.parked(10)], [[3], []]);
      }),
    );

    it(
      "any number of relays together send each record once, and every topic's in order",
      inShop(open, async (shop) => {
        const all = Array.from({ length: 200 }, (_, n) => n + 1);
        await shop.addToOutbox(records(...all));
        const sent = new Sent();
        let sending = 0;
        const relay = async () => {
          while (await shop.outbox.waiting() > 0) {
            await shop.outbox.relay(TOPIC, upTo(7), async (records) => {
              assertEquals(++sending, 1, "a topic is in two hands");
              await new Promise((resolve) => setTimeout(resolve, 1));
              await sent.take(records);
              sending--;
            });
          }
        };
        await Promise.all([relay(), relay(), relay()]);
        assertEquals(sent.batches.flat(), all);
        assert(sent.batches.length > 1);
      }),
    );
  });
}

function upTo(records: number): RelayLimit {
  return { records, bytes: 1_000_000 };
}

class Sent {
  readonly batches: number[][] = [];
  readonly take = (records: readonly LogRecord[]): Promise<void> => {
    this.batches.push(records.map(nthOf));
    return Promise.resolve();
  };
}

function nthOf({ headers }: LogRecord): number {
  return Number(headers.nth);
}

function of(topic: string, records: readonly OutboxRecord[]): OutboxRecord[] {
  return records.map((record) => ({ ...record, topic }));
}

function records(...numbers: readonly number[]): OutboxRecord[] {
  return numbers.map((nth) => ({ topic: TOPIC, key: null, value: null, headers: { nth: String(nth) } }));
}
