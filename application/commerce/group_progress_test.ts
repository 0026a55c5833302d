import { assertEquals } from "@std/assert";
import { paceBetween, partitionProgress } from "./group_progress.ts";

const stream = { group: "orders_group", topic: "orders" };
const at = new Date("2026-03-02T03:00:00Z");
const partition = (position: number, end: number) => (
  { partition: 0, position, end, lag: end - position, lastRecordAt: at }
);

Deno.test("partitionProgress compares the log's range with the stored position", () => {
  const ranges = [{ partition: 0, first: 0, end: 10 }, { partition: 1, first: 5, end: 9 }];
  const positions = [
    { ...stream, partition: 0, next: 7, lastRecordAt: at },
    { group: "another", topic: "orders", partition: 1, next: 9, lastRecordAt: at },
  ];
  assertEquals(partitionProgress(stream, ranges, positions), [
    { partition: 0, position: 7, end: 10, lag: 3, lastRecordAt: at },
    { partition: 1, position: 5, end: 9, lag: 4, lastRecordAt: null },
  ]);
});

Deno.test("partitionProgress has no negative lag after the log was recreated", () => {
  const [only] = partitionProgress(stream, [{ partition: 0, first: 0, end: 2 }], [
    { ...stream, partition: 0, next: 500, lastRecordAt: at },
  ]);
  assertEquals(only?.lag, 0);
});

Deno.test("paceBetween returns the time until the lag is 0, new arrivals included", () => {
  assertEquals(paceBetween([partition(0, 1_000)], [partition(200, 1_100)], 2), {
    storedPerSecond: 100,
    arrivedPerSecond: 50,
    drainSeconds: 18,
  });
});

Deno.test("paceBetween returns null while the lag does not shrink, and 0 without lag", () => {
  assertEquals(paceBetween([partition(0, 100)], [partition(0, 100)], 2).drainSeconds, null);
  assertEquals(paceBetween([partition(0, 100)], [partition(10, 200)], 2).drainSeconds, null);
  assertEquals(paceBetween([partition(90, 100)], [partition(100, 100)], 2).drainSeconds, 0);
});
