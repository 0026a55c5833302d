import { assert, assertEquals } from "@std/assert";
import { it } from "@std/testing/bdd";
import { type LogUnderTest, PARTITIONS, Reading, records, Shelf, textOf } from "../../testing/ports/log.ts";
import type { LogBatch } from "./log.ts";

/** The part of `logContract` about readers, on the log that it opens. */
export function logReadingContract(opened: () => LogUnderTest): void {
  const read = (topic: string, group: string, shelf: Shelf) => new Reading(opened().newReader(), topic, group, shelf);

  it("read delivers existing and new records in consecutive batches, each once", async () => {
    const log = opened();
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
    const log = opened();
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

  it("read begins at the handler's position, regardless of the group's committed offsets", async () => {
    const log = opened();
    const topic = await log.newTopic();
    const group = log.newGroup();
    await log.writer.append(topic, records(90));
    const shelf = new Shelf();
    await using first = read(topic, group, shelf);
    await shelf.untilTaken(90);
    first.abort();
    await first.ended;
    // The store was restored to an earlier state; the group's offsets in the log are ahead of it.
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

  it("read calls positionOf after a lost batch", async () => {
    const log = opened();
    const topic = await log.newTopic();
    await log.writer.append(topic, records(90));
    class Moved extends Shelf {
      readonly lost: LogBatch[] = [];
      override take(batch: LogBatch): Promise<"taken" | "lost"> {
        if (this.lost.some(({ partition }) => partition === batch.partition)) {
          return Promise.resolve(this.store(batch));
        }
        this.lost.push(batch);
        // Another member has stored the first half meanwhile.
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

  it("read delivers a batch again when take or positionOf throws", async () => {
    const log = opened();
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

  it("read finishes the current batch when aborted and leaves the group", async () => {
    const log = opened();
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

  it("read ends with a waiting handler when aborted", async () => {
    const log = opened();
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

  it("read takes nothing when aborted before its start", async () => {
    const log = opened();
    const topic = await log.newTopic();
    await log.writer.append(topic, records(20));
    const shelf = new Shelf();
    await log.newReader().read(topic, log.newGroup(), shelf, AbortSignal.abort());
    assertEquals([shelf.taken, shelf.asked], [[], []]);
  });

  it("read shares partitions between two members and takes over when one leaves", async () => {
    const log = opened();
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

  it("read is independent between groups", async () => {
    const log = opened();
    const topic = await log.newTopic();
    await log.writer.append(topic, records(50));
    const shelves = [new Shelf(), new Shelf()];
    await using _a = read(topic, log.newGroup(), shelves[0]!);
    await using _b = read(topic, log.newGroup(), shelves[1]!);
    await Promise.all(shelves.map((shelf) => shelf.untilTaken(50)));
    for (const shelf of shelves) shelf.assertConsecutive();
  });
}
