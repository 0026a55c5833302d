import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import type { CommerceEvent } from "../../domain/commerce/commerce_event.ts";
import { Samples } from "../../testing/fixtures/commerce_samples.ts";
import { DataRefused, Outage, OverLimit, StoreMismatch } from "../shared/fault.ts";
import type { LogBatch, StoredRecord } from "../shared/log.ts";
import type { DeadLetter } from "../shared/dead_letter_record.ts";
import type { OffsetAdvance, StoredPosition, StreamPosition } from "../shared/stream_position.ts";
import type { Accepted, Inbox } from "./ports/stream.ts";
import { persistStream } from "../shared/persist_stream.ts";

const GROUP = "users_group";
const TOPIC = "users";
const PARTITION = 0;

/** In-memory store with the inbox' contract: steps are atomic and start at the stored position. */
class Store implements Inbox {
  next = 0;
  logId: string | null = null;
  readonly stored: string[] = [];
  readonly letters: DeadLetter[] = [];
  readonly steps: [from: number, to: number][] = [];
  /** Thrown by the next calls, one each. */
  readonly faults: Error[] = [];
  refuses: (event: CommerceEvent) => boolean = () => false;
  attempts = 0;

  position(_: StreamPosition): Promise<StoredPosition> {
    return this.#unlessFault(() => ({ next: this.next, logId: this.logId }));
  }

  accept({ from, to, logId }: OffsetAdvance, events: readonly CommerceEvent[], dead: readonly DeadLetter[]) {
    this.attempts++;
    return this.#unlessFault((): Accepted | "fenced" => {
      if (from !== this.next) return "fenced";
      if (events.some(this.refuses)) throw refusal();
      const offsets = [...events.map((event) => Number(idOf(event).slice(2))), ...dead.map(({ offset }) => offset)];
      assert(offsets.every((offset) => offset >= from && offset < to), `${offsets} in ${from} to ${to}`);
      this.next = to;
      this.logId = logId ?? this.logId;
      this.steps.push([from, to]);
      this.stored.push(...events.map(idOf));
      this.letters.push(...dead);
      return { stored: events.length, duplicates: 0, pending: 0 };
    });
  }

  probe?: (event: CommerceEvent) => Promise<void>;

  /** Tells as `accept` does, and stores nothing. */
  withProbe(): this {
    this.probe = (event) => this.refuses(event) ? Promise.reject(refusal()) : Promise.resolve();
    return this;
  }

  #unlessFault<T>(work: () => T): Promise<T> {
    const fault = this.faults.shift();
    return fault ? Promise.reject(fault) : Promise.resolve().then(work);
  }
}

function refusal(): DataRefused {
  return new DataRefused("22P05", new Error("unsupported Unicode escape sequence"));
}

function idOf(event: CommerceEvent): string {
  assert(event.type === "user.registered");
  return event.user.userId;
}

const encoder = new TextEncoder();
const sample = new Samples("store stream");
const user = sample.user();

/** A record whose value is the user's id; "unreadable" can't be decoded. */
function record(offset: number, text = `U-${offset}`): StoredRecord {
  const value = encoder.encode(text);
  return { topic: TOPIC, partition: PARTITION, offset, key: text, value, headers: { n: "1" }, at: new Date(offset) };
}

function recordsAt(...offsets: readonly number[]): StoredRecord[] {
  return offsets.map((offset) => record(offset));
}

function range(length: number, from = 0): number[] {
  return Array.from({ length }, (_, n) => from + n);
}

function batch(
  records: readonly StoredRecord[],
  from = records[0]!.offset,
  next = records.at(-1)!.offset + 1,
): LogBatch {
  return { topic: TOPIC, partition: PARTITION, from, next, records };
}

function arrange(stop = new AbortController(), store = new Store()) {
  const observed: string[] = [];
  const retries: Error[] = [];
  const handler = persistStream<CommerceEvent, Accepted>(
    {
      inbox: store,
      decode: ({ value }) => {
        const text = new TextDecoder().decode(value!);
        if (text === "unreadable") return { refusal: { code: "not_json", message: "Cannot read the record" } };
        return { event: { type: "user.registered", user: { ...user, userId: text as typeof user.userId } } };
      },
      withRetry: async (work, signal) => {
        for (;;) {
          signal.throwIfAborted();
          try {
            return await work();
          } catch (error) {
            if (error instanceof DataRefused) throw error;
            retries.push(error as Error);
          }
        }
      },
      observe: {
        accepted: (_topic, _partition, { stored }) => observed.push(`accepted ${stored}`),
        fenced: (topic, partition) => observed.push(`fenced ${topic}/${partition}`),
        mismatched: (topic, _, { refusal }) => observed.push(`mismatched ${topic} ${refusal.code}`),
        dead: ({ offset, cause }) => observed.push(`dead ${offset} ${cause.code}`),
        lost: (_, from, to) => observed.push(`lost ${from} ${to}`),
        recreated: (_, from, to) => observed.push(`recreated ${from} ${to}`),
      },
    },
    GROUP,
    stop.signal,
  );
  const take = (taken: LogBatch, signal = stop.signal) => handler.take(taken, signal);
  const positionOf = (first: number, end: number, logId: string | null = null) =>
    handler.positionOf(TOPIC, { partition: PARTITION, first, end, logId });
  return { store, observed, retries, take, positionOf, stop };
}

function assertContiguous({ steps }: Store, from: number, to: number): void {
  assertEquals(steps[0]?.[0], from);
  for (const [n, [begin]] of steps.entries()) assertEquals(begin, steps[n - 1]?.[1] ?? from);
  assertEquals(steps.at(-1)?.[1], to);
}

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

Deno.test("persistStream take finds one poisonous record among a hundred and stores the others", async () => {
  for (const poisonous of [0, 1, 49, 50, 63, 99]) {
    const { store, observed, take } = arrange();
    store.refuses = (event) => idOf(event) === `U-${poisonous}`;
    assertEquals(await take(batch(recordsAt(...range(100)))), "taken");
    assertEquals(store.stored, range(100).filter((n) => n !== poisonous).map((n) => `U-${n}`));
    assertContiguous(store, 0, 100);
    const [letter] = store.letters;
    assertEquals(store.letters.length, 1);
    assertEquals({ ...letter, value: null }, {
      topic: TOPIC,
      partition: PARTITION,
      offset: poisonous,
      key: `U-${poisonous}`,
      value: null,
      headers: { n: "1" },
      cause: {
        code: "data_refused",
        message: "Cannot store the data: unsupported Unicode escape sequence (22P05)",
      },
    });
    assertEquals(new TextDecoder().decode(letter!.value!), `U-${poisonous}`);
    // Bisecting a hundred takes seven rounds of two; record by record takes a hundred.
    assert(store.attempts <= 16, `${store.attempts} attempts`);
    assertEquals(observed.filter((line) => line.startsWith("dead")), [`dead ${poisonous} data_refused`]);
  }
});

Deno.test("persistStream take waits, and dead-letters nothing, while every record is refused alike", async () => {
  for (const count of [2, 5, 300]) {
    const { store, observed, retries, take } = arrange(undefined, new Store().withProbe());
    let left = 4;
    store.refuses = () => left > 0;
    const accept = store.accept.bind(store);
    store.accept = (advance, events, dead) => {
      left--;
      return accept(advance, events, dead);
    };
    assertEquals(await take(batch(recordsAt(...range(count)))), "taken");
    assertEquals([store.stored.length, store.letters, store.steps], [count, [], [[0, count]]]);
    assert(retries.length === 3 && retries.every((error) => error instanceof StoreMismatch), `${retries}`);
    assert(retries[0]!.message.includes("22P05, unsupported Unicode"), retries[0]!.message);
    assertEquals(observed, [...range(3).map(() => "mismatched users 22P05"), `accepted ${count}`]);
  }
});

Deno.test("persistStream take dead-letters a lone record that is refused where the one before it is not", async () => {
  const { store, observed, take } = arrange(undefined, new Store().withProbe());
  store.refuses = (event) => ["U-1", "U-2", "U-4"].includes(idOf(event));
  for (const offset of range(6)) assertEquals(await take(batch(recordsAt(offset))), "taken");
  assertEquals([store.stored, store.letters.map(({ offset }) => offset)], [["U-0", "U-3", "U-5"], [1, 2, 4]]);
  assertEquals(observed.filter((line) => line.startsWith("mismatched")), []);
});

Deno.test("persistStream take waits when lone records are refused alike one after the other", async () => {
  const { store, observed, take } = arrange(undefined, new Store().withProbe());
  let mended = false;
  store.refuses = () => !mended;
  assertEquals(await take(batch(recordsAt(0))), "taken");
  store.probe = (event) => {
    mended = idOf(event) === "U-1";
    return Promise.reject(refusal());
  };
  assertEquals(await take(batch(recordsAt(1))), "taken");
  assertEquals([store.stored, store.letters.map(({ offset }) => offset)], [["U-1"], [0]]);
  assertEquals(observed.slice(-2), ["mismatched users 22P05", "accepted 1"]);
});

Deno.test("persistStream take finds the poisonous records of a step in which others are good, by trying some alone", async () => {
  const { store, take } = arrange(undefined, new Store().withProbe());
  store.refuses = (event) => Number(idOf(event).slice(2)) % 2 === 0;
  assertEquals(await take(batch(recordsAt(...range(50)))), "taken");
  assertEquals([store.stored.length, store.letters.length], [25, 25]);
});

Deno.test("persistStream take halves a step that is over the store's limits, and waits with a record alone", async () => {
  const { store, retries, take } = arrange();
  const accept = store.accept.bind(store);
  let alone = 3;
  store.accept = (advance, events, dead) => {
    const isOver = events.length > 10 || events.length === 1 && alone-- > 0;
    return isOver ? Promise.reject(new OverLimit("Postgres", new Error("timeout"))) : accept(advance, events, dead);
  };
  assertEquals(await take(batch(recordsAt(...range(100)))), "taken");
  assertEquals([store.stored.length, store.letters, retries.length], [100, [], 0]);
  assertContiguous(store, 0, 100);
  assertEquals(await take(batch(recordsAt(100))), "taken");
  assertEquals([store.stored.length, retries.length], [101, 3]);
});

Deno.test("persistStream take stores undecodable records as dead letters, in the step of the others", async () => {
  const { store, observed, take } = arrange();
  const taken = batch([record(0), record(1, "unreadable"), record(2), record(3, "unreadable")]);
  assertEquals(await take(taken), "taken");
  assertEquals([store.stored, store.steps], [["U-0", "U-2"], [[0, 4]]]);
  assertEquals(store.letters.map(({ offset, cause }) => [offset, cause.code, cause.message]), [
    [1, "not_json", "Cannot read the record"],
    [3, "not_json", "Cannot read the record"],
  ]);
  assertEquals(observed, ["accepted 2", "dead 1 not_json", "dead 3 not_json"]);
});

Deno.test("persistStream take moves past a batch of unreadable records", async () => {
  const { store, take } = arrange();
  assertEquals(await take(batch([record(0, "unreadable"), record(1, "unreadable")])), "taken");
  assertEquals([store.stored, store.letters.length, store.next], [[], 2, 2]);
});

Deno.test("persistStream take reports no dead letter before it is stored", async () => {
  const { store, observed, take, stop } = arrange();
  store.accept = () => {
    stop.abort(new Error("stop"));
    return Promise.reject(new Outage("Postgres", new Error("away")));
  };
  await assertRejects(() => take(batch([record(0, "unreadable")])), Error, "stop");
  assertEquals(observed, []);
});

Deno.test("persistStream take returns lost when another reader has moved the position", async () => {
  const { store, observed, take } = arrange();
  store.next = 7;
  assertEquals(await take(batch(recordsAt(0, 1, 2))), "lost");
  assertEquals([store.stored, store.letters, store.next], [[], [], 7]);
  assertEquals(observed, ["fenced users/0"]);
});

Deno.test("persistStream take stops when it is fenced while bisecting", async () => {
  const { store, take } = arrange();
  store.refuses = (event) => {
    // The other owner comes while the second quarter is tried.
    if (idOf(event) === "U-2" && store.steps.length === 1) store.next = 50;
    return idOf(event) === "U-3";
  };
  assertEquals(await take(batch(recordsAt(...range(8)))), "lost");
  assertEquals(store.letters, []);
  assert(!store.stored.includes("U-7"));
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

Deno.test("persistStream take throws when even dead letters are refused, instead of dropping them", async () => {
  const { store, take } = arrange();
  store.accept = (_advance, events) =>
    Promise.reject(new DataRefused("22001", new Error(events.length > 0 ? "bad event" : "bad letter")));
  await assertRejects(() => take(batch(recordsAt(0))), DataRefused, "bad letter");
});

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
