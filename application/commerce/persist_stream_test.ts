import { assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import {
  arrange,
  assertContiguous,
  batch,
  idOf,
  range,
  record,
  recordsAt,
} from "../../testing/memory/commerce/arranged_stream.ts";
import { Outage } from "../shared/fault.ts";

Deno.test("persistStream take stores a batch in one step and moves to its end", async () => {
  const { store, observed, take } = arrange();
  assertEquals(await take(batch(recordsAt(0, 1, 2))), "taken");
  assertEquals([store.stored, store.steps], [["U-0", "U-1", "U-2"], [[0, 3]]]);
  assertEquals(observed, ["accepted 3"]);
});

Deno.test("persistStream take moves over gaps in the offsets and to the batch's end", async () => {
  const { store, take } = arrange();
  assertEquals(await take(batch(recordsAt(3, 7, 20), 0, 25)), "taken");
  assertEquals(store.steps, [[0, 25]]);
  assertEquals(await take(batch([], 25, 40)), "taken");
  assertEquals(store.steps, [[0, 25], [25, 40]]);
});

Deno.test("persistStream take stores a large batch in consecutive steps", async () => {
  const { store, take } = arrange();
  const offsets = range(11_000).map((n) => 2 * n);
  assertEquals(await take(batch(recordsAt(...offsets), 0, 22_300)), "taken");
  assertEquals(store.steps, [[0, 10_000], [10_000, 20_000], [20_000, 22_300]]);
  assertEquals(store.stored.length, 11_000);
});

Deno.test("persistStream take retries the same step while the store is unreachable, and skips nothing", async () => {
  const { store, observed, retries, take } = arrange();
  store.faults.push(...range(7).map((n) => new Outage("Postgres", new Error(`attempt ${n}`))));
  assertEquals(await take(batch(recordsAt(0, 1, 2))), "taken");
  assertEquals([store.attempts, retries.length], [8, 7]);
  assertEquals([store.stored, store.letters, store.steps], [["U-0", "U-1", "U-2"], [], [[0, 3]]]);
  assertEquals(observed, ["accepted 3"]);
});

Deno.test("persistStream take returns lost when another reader has moved the position", async () => {
  const { store, observed, take } = arrange();
  store.next = 7;
  assertEquals(await take(batch(recordsAt(0, 1, 2))), "lost");
  assertEquals([store.stored, store.letters, store.next], [[], [], 7]);
  assertEquals(observed, ["fenced users/0"]);
});

Deno.test("persistStream take returns lost when a later step of the batch is fenced", async () => {
  const { store, take } = arrange();
  const accept = store.accept.bind(store);
  store.accept = (advance, events, dead) => {
    if (advance.from > 0) store.next = 99_999;
    return accept(advance, events, dead);
  };
  assertEquals(await take(batch(recordsAt(...range(12_000)))), "lost");
  assertEquals(store.stored.length, 5_000);
});

Deno.test("persistStream take rejects with the reason when aborted during an outage and changes nothing", async () => {
  const { store, take, stop } = arrange();
  store.accept = () => {
    stop.abort(new DOMException("The process was asked to stop", "AbortError"));
    return Promise.reject(new Outage("Postgres", new Error("away")));
  };
  await assertRejects(() => take(batch(recordsAt(0, 1))), DOMException, "asked to stop");
  assertEquals([store.stored, store.letters, store.next], [[], [], 0]);
});

Deno.test("persistStream stores every good record once and every bad one as a dead letter, for any faults", async () => {
  const kind = fc.constantFrom("good", "good", "good", "unreadable", "poisonous");
  const stream = fc.array(fc.record({ kind, gap: fc.nat(3), outages: fc.nat(1) }), { minLength: 1, maxLength: 60 });
  await fc.assert(fc.asyncProperty(stream, fc.integer({ min: 1, max: 20 }), async (plan, size) => {
    const { store, take } = arrange();
    const poisonous = new Set<string>();
    let offset = 0;
    const records = plan.map(({ kind, gap }) => {
      const made = record(offset += gap, kind === "unreadable" ? kind : undefined);
      if (kind === "poisonous") poisonous.add(`U-${offset}`);
      offset++;
      return made;
    });
    store.refuses = (event) => poisonous.has(idOf(event));
    plan.forEach(({ outages }) => outages && store.faults.push(new Outage("Postgres", new Error("away"))));
    for (let n = 0; n < records.length; n += size) {
      assertEquals(await take(batch(records.slice(n, n + size), store.next)), "taken");
    }
    const bad = records.filter((_, n) => plan[n]!.kind !== "good");
    assertEquals(store.letters.map((letter) => letter.offset), bad.map((record) => record.offset));
    assertEquals(
      store.stored,
      records.filter((record) => !bad.includes(record)).map((record) => `U-${record.offset}`),
    );
    assertContiguous(store, 0, offset);
  }));
});
