import { assertEquals, assertRejects } from "@std/assert";
import { arrange, batch, range, recordsAt, Store } from "../../testing/memory/commerce/arranged_stream.ts";
import { Outage } from "../shared/fault.ts";

Deno.test("persistStream positionOf returns the stored position if the log contains it", async () => {
  for (const [next, first, end] of [[0, 0, 0], [0, 0, 9], [5, 0, 9], [9, 0, 9], [5, 5, 5]] as const) {
    const { store, observed, positionOf } = arrange();
    store.next = next;
    assertEquals(await positionOf(first, end), next);
    assertEquals([store.attempts, observed], [0, []]);
  }
});

Deno.test("persistStream positionOf moves to the beginning when the records at the position have expired", async () => {
  const { store, observed, positionOf, take } = arrange();
  store.next = 3;
  assertEquals(await positionOf(10, 20), 10);
  assertEquals([store.next, observed], [10, ["lost 3 10"]]);
  assertEquals(await take(batch(recordsAt(...range(10, 10)))), "taken");
});

Deno.test("persistStream positionOf restarts only when the log repeatedly ends before the position", async () => {
  for (const first of [0, 10]) {
    const { store, observed, positionOf, take } = arrange();
    store.next = 30;
    const behind = () =>
      assertRejects(() => positionOf(first, 20), Outage, "it ends at 20, before the stored position 30");
    for (let n = 0; n < 3; n++) await behind();
    // The new leader knows its end now, so the count restarts.
    assertEquals(await positionOf(first, 40), 30);
    for (let n = 0; n < 3; n++) await behind();
    assertEquals([store.next, observed], [30, []]);
    assertEquals(await positionOf(first, 20), first);
    assertEquals([store.next, observed], [first, [`recreated 30 ${first}`]]);
    assertEquals(await take(batch(recordsAt(...range(20 - first, first)))), "taken");
    // After a restart, too, one low end is not enough.
    await assertRejects(() => positionOf(0, 5), Outage);
    assertEquals(store.next, 20);
  }
});

Deno.test("persistStream positionOf begins another log at its first record, however far that one has grown", async () => {
  for (const [first, end] of [[0, 40], [0, 30], [0, 5], [35, 90]] as const) {
    const { store, observed, positionOf, take } = arrange();
    Object.assign(store, { next: 30, logId: "cluster/old" });
    assertEquals(await positionOf(first, end, "cluster/new"), first);
    assertEquals([store.next, store.logId, observed], [first, "cluster/new", [`recreated 30 ${first}`]]);
    assertEquals(await positionOf(first, end, "cluster/new"), first);
    assertEquals(await take(batch(recordsAt(...range(end - first, first)))), "taken");
    assertEquals([store.next, store.stored.length], [end, end - first]);
  }
});

Deno.test("persistStream positionOf learns the id of the log that it knows, and keeps the position", async () => {
  const { store, observed, positionOf } = arrange();
  store.next = 30;
  assertEquals(await positionOf(0, 40, "cluster/one"), 30);
  assertEquals([store.next, store.logId, observed], [30, "cluster/one", []]);
  const { attempts } = store;
  assertEquals([await positionOf(0, 40, "cluster/one"), await positionOf(0, 40)], [30, 30]);
  assertEquals([store.attempts, store.logId], [attempts, "cluster/one"]);
});

Deno.test("persistStream positionOf reports no move for a partition whose first records expired before it was read", async () => {
  const { store, observed, positionOf } = arrange();
  assertEquals(await positionOf(10, 20), 10);
  assertEquals([store.next, observed], [10, []]);
});

Deno.test("persistStream positionOf returns the position that another member has stored meanwhile", async () => {
  const { store, observed, positionOf } = arrange();
  store.next = 3;
  const accept = store.accept.bind(store);
  store.accept = (...step) => {
    store.next = 12;
    return accept(...step);
  };
  assertEquals(await positionOf(10, 20), 12);
  assertEquals(observed, []);
});

Deno.test("persistStream positionOf retries until the store has recovered", async () => {
  const { store, retries, positionOf } = arrange();
  store.next = 4;
  store.faults.push(new Outage("Postgres", new Error("away")), new Outage("Postgres", new Error("away")));
  assertEquals(await positionOf(0, 9), 4);
  assertEquals(retries.length, 2);
});

Deno.test("persistStream take is lost with a batch of a log that was deleted, though its offsets fit the new one", async () => {
  const store = new Store();
  const [slow, quick] = [arrange(new AbortController(), store), arrange(new AbortController(), store)];
  assertEquals(await slow.positionOf(0, 9, "cluster/old"), 0);
  // Made anew while the first reader holds a batch; somebody else notices before it.
  assertEquals(await quick.positionOf(0, 9, "cluster/new"), 0);
  assertEquals(await slow.take(batch(recordsAt(0, 1))), "lost");
  assertEquals([store.next, store.stored], [0, []]);
  assertEquals(await quick.take(batch(recordsAt(0, 1))), "taken");
  assertEquals(store.stored, ["U-0", "U-1"]);
});
