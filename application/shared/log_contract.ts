import { assert, assertEquals } from "@std/assert";
import { afterAll, beforeAll, describe, it } from "@std/testing/bdd";
import { type LogUnderTest, PARTITIONS, records, textOf } from "../../testing/ports/log.ts";
import type { LogRecord, StoredRecord } from "./log.ts";
import { logReadingContract } from "./log_reading_contract.ts";

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

    it("append returns a receipt with the place of each record, in the given order", async () => {
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

    it("append keeps records of one key in one partition, in the given order", async () => {
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

    it("concurrent appends lose nothing and keep each writer's order", async () => {
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

    it("append keeps keys, headers, bytes and tombstones unchanged", async () => {
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

    it("ranges grow with appends; an unknown topic has none", async () => {
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

    it("scan begins at the given offset, or the oldest, and returns each partition in order", async () => {
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

    it("scan ends at the end at the time of the call and returns no empty batches", async () => {
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

    it("scan releases its resources when left early", async () => {
      const topic = await log.newTopic();
      await log.writer.append(topic, records(60));
      for await (const _ of log.scanner.scan(topic, new Map())) break;
      assertEquals((await scan(topic)).length, 60);
    });

    logReadingContract(() => log);

    it("readers of an unknown group are 0", async () => {
      assertEquals(await log.inspector.readers("nobody_knows_this_group"), 0);
    });
  });
}
