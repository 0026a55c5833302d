import { assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import type { StoredRecord } from "../../../application/shared/log.ts";
import { logContract } from "../../../application/shared/log_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { FullJournal } from "../../../testing/fixtures/full_journal.ts";
import { Reading, records, Shelf } from "../../../testing/ports/log.ts";
import { uniqueName } from "../../../testing/engines/unique_name.ts";
import { MemoryLog } from "./log.ts";

logContract("this process", () => {
  const log = new MemoryLog({ now: () => new Date() });
  return Promise.resolve({
    writer: log,
    inspector: log,
    scanner: log,
    newReader: () => log,
    newTopic: () => Promise.resolve(uniqueName("topic")),
    newGroup: () => uniqueName("group"),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  });
});

const now = () => new Date(1_772_420_400_000);

Deno.test("MemoryLog trims what every group has read, and nothing else", async () => {
  const log = new MemoryLog({ now, partitions: 1, keep: 10 });
  const fast = new Shelf();
  const slow = new Shelf();
  await log.append("t", records(100));
  {
    await using _ = new Reading(log, "t", "fast", fast);
    await fast.untilTaken(100);
  }
  assertEquals((await log.ranges("t")).map(({ first, end }) => [first, end]), [[90, 100]]);
  {
    await using _ = new Reading(log, "t", "slow", slow);
    await log.append("t", records(40));
    await slow.until("the end", () => slow.positions.get(0) === 140);
  }
  assertEquals(slow.taken.length, 50);
  // The slow group has read all of it; the fast one has not asked again.
  assertEquals((await log.ranges("t")).map(({ first, end }) => [first, end]), [[100, 140]]);
  {
    await using _ = new Reading(log, "t", "fast", fast);
    await fast.untilTaken(140);
  }
  assertEquals((await log.ranges("t")).map(({ first, end }) => [first, end]), [[130, 140]]);
  fast.assertConsecutive();
});

Deno.test("MemoryLog continues with the oldest retained record when a position is before it", async () => {
  const log = new MemoryLog({ now, partitions: 1, keep: 10 });
  const reader = new Shelf();
  const late = new Shelf();
  await log.append("t", records(100));
  {
    await using _ = new Reading(log, "t", "g", reader);
    await reader.untilTaken(100);
  }
  late.positions.set(0, 40);
  await using _ = new Reading(log, "t", "late", late);
  await late.untilTaken(10);
  assertEquals(late.batches.map(({ from, next, records }) => [from, records[0]?.offset, next]), [[40, 90, 100]]);
});

Deno.test("MemoryLog restore puts the journal's records at the same offsets", async () => {
  const journal: StoredRecord[] = [];
  const keeping = { append: (records: readonly StoredRecord[]) => Promise.resolve(void journal.push(...records)) };
  const log = new MemoryLog({ now, journal: keeping });
  await log.append("a", records(50));
  await log.append("b", records(20));
  const back = new MemoryLog({ now, journal: keeping });
  // If compacted during an append, a journal has its records twice; its oldest records may be gone.
  back.restore([...journal, ...journal.slice(-5)]);
  assertEquals(back.records(), log.records());
  const [receipt] = await back.append("a", records(1));
  assertEquals(receipt, (await log.append("a", records(1)))[0]);
  const part = new MemoryLog({ now });
  part.restore(journal.filter(({ offset }) => offset >= 4));
  assertEquals(
    (await part.ranges("a")).map(({ first, end }) => [first, end]),
    (await log.ranges("a")).map(({ end }) => [4, end]),
  );
});

Deno.test("MemoryLog append throws Outage when the journal cannot be written", async () => {
  const log = new MemoryLog({ now, journal: { append: () => Promise.reject(new Error("No space left on device")) } });
  await assertRejects(() => log.append("t", records(1)), Outage, "No space left on device");
});

Deno.test("MemoryLog hides records that a crash could still lose", async () => {
  const journal = new FullJournal();
  const log = new MemoryLog({ now, journal, partitions: 1 });
  const reader = new Shelf();
  await using _ = new Reading(log, "t", "g", reader);
  for (let tries = 0; tries < 2; tries++) await assertRejects(() => log.append("t", records(1)), Outage);
  const seen = async () => ({
    taken: reader.taken.length,
    end: (await log.ranges("t"))[0]!.end,
    scanned: (await Array.fromAsync(log.scan("t", new Map()))).flat().length,
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assertEquals(await seen(), { taken: 0, end: 0, scanned: 0 });
  // Otherwise another record would get its offset after a crash, and be skipped.
  const back = new MemoryLog({ now, partitions: 1 });
  back.restore(journal.kept);
  assertEquals((await back.append("t", records(1)))[0]!.offset, 0);

  journal.isFull = false;
  assertEquals((await log.append("t", records(1)))[0]!.offset, 2);
  await reader.untilTaken(3);
  assertEquals(await seen(), { taken: 3, end: 3, scanned: 3 });
  assertEquals(journal.kept.map(({ offset }) => offset), [0, 1, 2]);
});
