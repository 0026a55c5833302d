import { assert, assertEquals } from "@std/assert";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type LogUnderTest, PARTITIONS, Reading, records, Shelf, textOf } from "../../testing/ports/log_under_test.ts";
import type { LogBatch, LogRecord, StoredRecord } from "./log.ts";

/** What every log does: what the stream's exactness rests on. */
export function logContract(engine: string, open: () => Promise<LogUnderTest>): void {
  describe(`Log in ${engine}`, () => {
    let log: LogUnderTest;
    beforeAll(async () => {
      log = await open();
    });
    afterAll(async () => {
      await log[Symbol.asyncDispose]();
    });

    const scan = async (topic: string, from: ReadonlyMap<number, number> = new Map()): Promise<StoredRecord[]> =>
      (await Array.fromAsync(log.scanner.scan(topic, from))).flat();
    const read = (topic: string, group: string, shelf: Shelf) => new Reading(log.newReader(), topic, group, shelf);

    it("append gives a receipt for each record, in the order given, that says where it is", async () => {
      const topic = await log.newTopic();
      const sent = records(50);
      const receipts = await log.writer.append(topic, sent);
      const stored = new Map((await scan(topic)).map((record) => [`${record.partition}/${record.offset}`, record]));
      assertEquals(stored.size, 50);
      for (const [n, { topic: of, partition, offset }] of receipts.entries()) {
        assertEquals([of, textOf(stored.get(`${partition}/${offset}`)!)], [topic, `record ${n}`]);
      }
      assertEquals(await log.writer.append(topic, []), []);
    });

    it("append keeps records of one key in one partition, in the order given", async () => {
      const topic = await log.newTopic();
      for (let n = 0; n < 5; n++) await log.writer.append(topic, records(100, `r${n}`));
      const byKey = Map.groupBy(await scan(topic), ({ key }) => key);
      assertEquals(byKey.size, 100);
      for (const own of byKey.values()) {
        assertEquals(new Set(own.map(({ partition }) => partition)).size, 1);
        assertEquals(
          own.map(({ headers }) => Number(headers.nth)),
          own.map((_, n) => Number(own[0]!.headers.nth) + n * 20),
        );
      }
      assertEquals(new Set([...byKey.values()].map(([first]) => first!.partition)).size, PARTITIONS);
    });

    it("append at the same time from many sides loses nothing and keeps each side's order", async () => {
      const topic = await log.newTopic();
      const sides = Array.from({ length: 8 }, (_, n) => records(60, `side${n}`));
      const receipts = await Promise.all(sides.map(async (side) => {
        const first = log.writer.append(topic, side.slice(0, 30));
        return [...await first, ...await log.writer.append(topic, side.slice(30))];
      }));
      const places = receipts.flat().map(({ partition, offset }) => `${partition}/${offset}`);
      assertEquals(new Set(places).size, 480);
      for (const own of Map.groupBy(await scan(topic), ({ key }) => key).values()) {
        assertEquals(
          own.map(({ headers }) => Number(headers.nth)),
          own.map((_, n) => Number(own[0]!.headers.nth) + n * 20),
        );
      }
    });

    it("append keeps keys, headers, bytes and tombstones as they are", async () => {
      const topic = await log.newTopic();
      const sent: LogRecord[] = [
        {
          key: "한글 키",
          value: new Uint8Array([0, 255, 254, 128, 10, 13]),
          headers: { "ce_id": "값 \0 ,:=", "x-empty": "" },
        },
        { key: "tombstone", value: null, headers: {} },
        { key: "empty", value: new Uint8Array(), headers: {} },
        { key: null, value: new TextEncoder().encode("{}"), headers: { traceparent: "00-1-2-01" } },
        { key: "large", value: new Uint8Array(300_000).fill(7), headers: {} },
      ];
      const receipts = await log.writer.append(topic, sent);
      const stored = await scan(topic);
      for (const [n, { partition, offset }] of receipts.entries()) {
        const record = stored.find((each) => each.partition === partition && each.offset === offset)!;
        assertEquals([record.topic, record.key, record.headers], [topic, sent[n]!.key, sent[n]!.headers]);
        assertEquals(record.value === null ? null : new Uint8Array(record.value), sent[n]!.value);
        assert(record.at instanceof Date && !Number.isNaN(record.at.getTime()));
      }
    });

    it("ranges grow with what is appended; a topic nobody knows has none", async () => {
      assertEquals(await log.inspector.ranges("nobody.knows.this"), []);
      const topic = await log.newTopic();
      const receipts = await log.writer.append(topic, records(40));
      const ranges = await log.inspector.ranges(topic);
      assertEquals(ranges.map(({ partition, first }) => [partition, first]), [[0, 0], [1, 0], [2, 0]]);
      for (const { partition, end } of ranges) {
        assertEquals(end, receipts.filter((receipt) => receipt.partition === partition).length);
      }
      await log.writer.append(topic, records(40));
      assertEquals((await log.inspector.ranges(topic)).reduce((sum, { end }) => sum + end, 0), 80);
    });

    it("scan begins where it is told, or at the oldest, and gives each partition in order", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(60));
      const ranges = await log.inspector.ranges(topic);
      const [first, second, third] = ranges as [typeof ranges[0], typeof ranges[0], typeof ranges[0]];
      const from = new Map([[0, first.end - 2], [1, second.end], [7, 3]]);
      const found = Map.groupBy(await scan(topic, from), ({ partition }) => partition);
      assertEquals(found.get(0)?.map(({ offset }) => offset), [first.end - 2, first.end - 1]);
      assertEquals(found.get(1), undefined);
      assertEquals(found.get(2)?.map(({ offset }) => offset), Array.from({ length: third.end }, (_, n) => n));
      assertEquals(await scan(topic, new Map(ranges.map(({ partition, end }) => [partition, end + 5]))), []);
    });

    it("scan ends at what was the end when it began, and gives no empty batches", async () => {
      const topic = await log.newTopic();
      assertEquals(await scan("nobody.knows.this"), []);
      assertEquals(await scan(topic), []);
      await log.writer.append(topic, records(60));
      let count = 0;
      for await (const batch of log.scanner.scan(topic, new Map([[0, 3], [1, 3], [2, 3]]))) {
        if (count === 0) await log.writer.append(topic, records(60, "later"));
        assert(batch.length > 0);
        assert(batch.every((record) => textOf(record).startsWith("record")));
        count += batch.length;
      }
      assertEquals(count, 60 - 3 * PARTITIONS);
    });

    it("scan that is left early leaves nothing behind", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(60));
      for await (const _ of log.scanner.scan(topic, new Map())) break;
      assertEquals((await scan(topic)).length, 60);
    });

    it("read hands over what is there and what comes, in consecutive batches, each record once", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(100));
      const shelf = new Shelf();
      await using _ = read(topic, log.newGroup(), shelf);
      await shelf.untilTaken(100);
      for (let n = 0; n < 5; n++) await log.writer.append(topic, records(30, `later${n}`));
      await shelf.untilTaken(250);
      shelf.assertConsecutive();
      assertEquals(new Set(shelf.taken.map(textOf)).size, 250);
      assert(shelf.batches.every((batch) => batch.topic === topic && batch.records.length > 0));
    });

    it("read of an empty topic waits for its first records", async () => {
      const topic = await log.newTopic();
      const shelf = new Shelf();
      await using _ = read(topic, log.newGroup(), shelf);
      await shelf.until(
        "all partitions",
        () => new Set(shelf.asked.map(({ partition }) => partition)).size === PARTITIONS,
      );
      await log.writer.append(topic, records(20));
      await shelf.untilTaken(20);
      shelf.assertConsecutive();
    });

    it("read begins at the handler's position, whatever the group has read before", async () => {
      const topic = await log.newTopic();
      const group = log.newGroup();
      await log.writer.append(topic, records(90));
      const shelf = new Shelf();
      await using first = read(topic, group, shelf);
      await shelf.untilTaken(90);
      first.abort();
      await first.ended;
      // The store was put back to an earlier state; what the log has noted of the group is further on.
      const again = new Shelf();
      for (const [partition, next] of shelf.positions) again.positions.set(partition, next - 4);
      await using _ = read(topic, group, again);
      await again.untilTaken(4 * PARTITIONS);
      again.assertConsecutive();
      const expected = [...shelf.positions].flatMap(([partition, next]) =>
        [4, 3, 2, 1].map((n) => `${partition}/${next - n}`)
      );
      assertEquals(again.taken.map(({ partition, offset }) => `${partition}/${offset}`).sort(), expected.sort());
    });

    it("read asks for the position again after a batch that was lost", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(90));
      class Moved extends Shelf {
        readonly lost: LogBatch[] = [];
        override take(batch: LogBatch): Promise<"taken" | "lost"> {
          if (this.lost.some(({ partition }) => partition === batch.partition)) {
            return Promise.resolve(this.store(batch));
          }
          this.lost.push(batch);
          // Somebody else has stored the first half meanwhile.
          this.positions.set(batch.partition, batch.from + 5);
          return Promise.resolve("lost");
        }
      }
      const shelf = new Moved();
      await using _ = read(topic, log.newGroup(), shelf);
      await shelf.untilTaken(90 - 5 * PARTITIONS);
      shelf.assertConsecutive();
      for (const partition of [0, 1, 2]) {
        assertEquals(shelf.batches.find((batch) => batch.partition === partition)?.from, 5);
        assert(shelf.asked.filter((range) => range.partition === partition).length >= 2);
      }
    });

    it("read gives a batch again when the handler throws, at its beginning or while it asks for the position", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(60));
      class Broken extends Shelf {
        failures = 0;
        readonly refused: LogBatch[] = [];
        override async positionOf(topic: string, range: { partition: number; first: number; end: number }) {
          const position = await super.positionOf(topic, range);
          if (this.failures++ === 0) throw new Error("the position can't be read just now");
          return position;
        }
        override take(batch: LogBatch): Promise<"taken" | "lost"> {
          if (this.refused.length >= 2) return Promise.resolve(this.store(batch));
          this.refused.push(batch);
          return Promise.reject(new Error("not now"));
        }
      }
      const shelf = new Broken();
      await using _ = read(topic, log.newGroup(), shelf);
      await shelf.untilTaken(60);
      shelf.assertConsecutive();
      assertEquals(new Set(shelf.taken.map(textOf)).size, 60);
      for (const { partition, from } of shelf.refused) {
        assertEquals(shelf.batches.find((batch) => batch.partition === partition)?.from, from);
      }
    });

    it("read lets the batch in hand finish when it is aborted, takes no other and leaves the group", async () => {
      const topic = await log.newTopic();
      const group = log.newGroup();
      await log.writer.append(topic, records(200));
      const begun = Promise.withResolvers<void>();
      const mayEnd = Promise.withResolvers<void>();
      let inHand = 0;
      class Slow extends Shelf {
        override async take(batch: LogBatch): Promise<"taken" | "lost"> {
          inHand++;
          begun.resolve();
          await mayEnd.promise;
          return this.store(batch);
        }
      }
      const shelf = new Slow();
      const reading = read(topic, group, shelf);
      await begun.promise;
      reading.abort();
      let ended = false;
      reading.ended.then(() => ended = true);
      await log.inspector.ranges(topic);
      assertEquals(ended, false);
      mayEnd.resolve();
      await reading.ended;
      assertEquals(shelf.batches.length, inHand);
      assert(inHand > 0 && inHand <= PARTITIONS);
      assertEquals(await log.inspector.readers(group), 0);
    });

    it("read that is aborted while the handler waits for something ends with it", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(20));
      const begun = Promise.withResolvers<void>();
      class Waiting extends Shelf {
        override take(_batch: LogBatch, signal: AbortSignal): Promise<"taken" | "lost"> {
          begun.resolve();
          return new Promise((_, reject) =>
            signal.addEventListener("abort", () => reject(signal.reason), { once: true })
          );
        }
      }
      const shelf = new Waiting();
      const reading = read(topic, log.newGroup(), shelf);
      await begun.promise;
      reading.abort();
      await reading.ended;
      assertEquals(shelf.taken, []);
    });

    it("read that is aborted before it began takes nothing", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(20));
      const shelf = new Shelf();
      await log.newReader().read(topic, log.newGroup(), shelf, AbortSignal.abort());
      assertEquals([shelf.taken, shelf.asked], [[], []]);
    });

    it("two members of a group share the partitions, and one takes over when the other leaves", async () => {
      const topic = await log.newTopic();
      const group = log.newGroup();
      const shelf = new Shelf();
      const own = () => {
        const seen = new Set<number>();
        const member = Object.create(shelf) as Shelf;
        member.take = (batch) => {
          const outcome = shelf.store(batch);
          if (outcome === "taken") seen.add(batch.partition);
          return Promise.resolve(outcome);
        };
        member.positionOf = (topic, range) => shelf.positionOf(topic, range);
        return { member, seen };
      };
      const a = own();
      const b = own();
      const first = new Reading(log.newReader(), topic, group, a.member);
      await using second = new Reading(log.newReader(), topic, group, b.member);
      let sent = 0;
      const both = async () => {
        while (a.seen.size === 0 || b.seen.size === 0) {
          a.seen.clear();
          b.seen.clear();
          await log.writer.append(topic, records(40, `shared${sent}`));
          await shelf.untilTaken(sent += 40);
        }
      };
      await both();
      assertEquals(await log.inspector.readers(group), 2);
      assertEquals(a.seen.intersection(b.seen).size, 0);
      first.abort();
      await first.ended;
      b.seen.clear();
      await log.writer.append(topic, records(40, "after"));
      await shelf.untilTaken(sent + 40);
      assertEquals(b.seen.size, PARTITIONS);
      shelf.assertConsecutive();
      assertEquals(new Set(shelf.taken.map(textOf)).size, sent + 40);
      assertEquals(await log.inspector.readers(group), 1);
      second.abort();
      await second.ended;
      assertEquals(await log.inspector.readers(group), 0);
    });

    it("groups read a topic each on its own", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(50));
      const shelves = [new Shelf(), new Shelf()];
      await using _a = read(topic, log.newGroup(), shelves[0]!);
      await using _b = read(topic, log.newGroup(), shelves[1]!);
      await Promise.all(shelves.map((shelf) => shelf.untilTaken(50)));
      for (const shelf of shelves) shelf.assertConsecutive();
    });

    it("readers of a group nobody knows are 0", async () => {
      assertEquals(await log.inspector.readers("nobody_knows_this_group"), 0);
    });
  });
}
