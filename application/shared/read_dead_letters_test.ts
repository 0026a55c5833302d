import { assertEquals } from "@std/assert";
import type { LogInspector, LogScanner, StoredRecord } from "./log.ts";
import { findDeadLetter, listDeadLetters } from "./read_dead_letters.ts";

function record(topic: string, partition: number, offset: number, minute: number): StoredRecord {
  return {
    ...{ topic: `${topic}.dlq`, partition, offset },
    at: new Date(Date.UTC(2026, 2, 2, 12, minute)),
    key: `${topic} ${offset}`,
    value: new TextEncoder().encode(`{"orderId":"O-${minute}"}`),
    headers: {
      "dlq-topic": topic,
      "dlq-partition": String(partition),
      "dlq-offset": String(100 + offset),
      "dlq-code": "invalid_input",
      "dlq-cause": "age: expected a number",
    },
  };
}

function deps(records: readonly StoredRecord[]): { scanner: LogScanner; inspector: LogInspector } {
  return {
    inspector: {
      readers: () => Promise.resolve(0),
      ranges: (topic) => {
        const of = Map.groupBy(records.filter((one) => one.topic === topic), ({ partition }) => partition);
        return Promise.resolve(
          [...of].map(([partition, all]) => ({ partition, first: all[0]!.offset, end: all.at(-1)!.offset + 1 })),
        );
      },
    },
    scanner: {
      async *scan(topic, from) {
        for (const [partition, at] of from) {
          yield await Promise.resolve(
            records.filter((one) => one.topic === topic && one.partition === partition && one.offset >= at),
          );
        }
      },
    },
  };
}

const RECORDS = [
  ...[1, 4, 6].map((minute, nth) => record("orders", 0, 5 + nth, minute)),
  ...[2, 5].map((minute, nth) => record("orders", 1, nth, minute)),
  record("users", 0, 0, 3),
];

Deno.test("listDeadLetters gives every dead letter once, newest first, in pages of any size", async () => {
  for (const limit of [1, 2, 4, 6, 9]) {
    const minutes: number[] = [];
    let after: readonly string[] | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDeadLetters>> = await listDeadLetters(
        deps(RECORDS),
        ["orders", "users"],
        { limit, after },
      );
      minutes.push(...page.items.map(({ at }) => at.getUTCMinutes()));
      after = page.next;
    } while (after !== null);
    assertEquals(minutes, [6, 5, 4, 3, 2, 1], `${limit} a page`);
  }
  assertEquals(await listDeadLetters(deps([]), ["orders"], { limit: 1, after: null }), { items: [], next: null });
});

Deno.test("findDeadLetter finds what a record became, with its cause", async () => {
  const found = await findDeadLetter(deps(RECORDS), "orders", ({ of }) => of.partition === 1 && of.offset === 100, 10);
  assertEquals([found?.key, found?.code, found?.cause], ["orders 0", "invalid_input", "age: expected a number"]);
  assertEquals(await findDeadLetter(deps(RECORDS), "orders", ({ of }) => of.offset === 105, 2), null);
});
