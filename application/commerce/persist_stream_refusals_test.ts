import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  arrange,
  assertContiguous,
  batch,
  idOf,
  PARTITION,
  range,
  record,
  recordsAt,
  refusal,
  Store,
  TOPIC,
} from "../../testing/memory/commerce/arranged_stream.ts";
import { DataRefused, Outage, OverLimit, StoreMismatch } from "../shared/fault.ts";

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
      logId: null,
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
  let repaired = false;
  store.refuses = () => !repaired;
  assertEquals(await take(batch(recordsAt(0))), "taken");
  store.probe = (event) => {
    repaired = idOf(event) === "U-1";
    return Promise.reject(refusal());
  };
  assertEquals(await take(batch(recordsAt(1))), "taken");
  assertEquals([store.stored, store.letters.map(({ offset }) => offset)], [["U-1"], [0]]);
  assertEquals(observed.slice(-2), ["mismatched users 22P05", "accepted 1"]);
});

Deno.test("persistStream take dead-letters one lone record, and no second one after others were set aside", async () => {
  const { store, observed, take } = arrange(undefined, new Store().withProbe());
  let repaired = false;
  store.setsAside = (event) => idOf(event) === "U-1";
  store.refuses = (event) => !repaired && !store.setsAside(event);
  for (const offset of range(2)) assertEquals(await take(batch(recordsAt(offset))), "taken");
  const probe = store.probe!;
  store.probe = (event) => {
    const outcome = probe(event);
    repaired = true;
    return outcome;
  };
  assertEquals(await take(batch(recordsAt(2))), "taken");
  assertEquals([store.stored, store.letters.map(({ offset }) => offset)], [["U-1", "U-2"], [0]]);
  assertEquals(observed.slice(-2), ["mismatched users 22P05", "accepted 1"]);
});

Deno.test("persistStream take waits while every record is refused alike but those that are set aside", async () => {
  const { store, observed, take } = arrange(undefined, new Store().withProbe());
  const isSetAside = (n: number) => n % 3 === 0;
  let repaired = false;
  store.setsAside = (event) => isSetAside(Number(idOf(event).slice(2)));
  store.refuses = (event) => !repaired && !store.setsAside(event);
  const accept = store.accept.bind(store);
  store.accept = (advance, events, dead) => {
    repaired = store.attempts >= 3;
    return accept(advance, events, dead);
  };
  assertEquals(await take(batch(recordsAt(...range(6)))), "taken");
  assertEquals([store.stored.length, store.letters], [6, []]);
  assertEquals(observed, [...range(3).map(() => "mismatched users 22P05"), "accepted 4"]);
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

Deno.test("persistStream take stores what stands for an undecodable batch as a dead letter, without decoding it", async () => {
  const { store, take } = arrange();
  const refusal = { code: "undecodable_batch", message: "Cannot decode the batch of offsets 1 to 3: no frame" };
  assertEquals(await take(batch([record(0), { ...record(3), refusal }, record(4)])), "taken");
  assertEquals(store.stored, ["U-0", "U-4"]);
  assertEquals(store.letters.map(({ offset, value, cause }) => [offset, value, cause]), [
    [3, record(3).value, refusal],
  ]);
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

Deno.test("persistStream take throws when even dead letters are refused, instead of dropping them", async () => {
  const { store, take } = arrange();
  store.accept = (_advance, events) =>
    Promise.reject(new DataRefused("22001", new Error(events.length > 0 ? "bad event" : "bad letter")));
  await assertRejects(() => take(batch(recordsAt(0))), DataRefused, "bad letter");
});
