import { assertEquals, assertRejects } from "@std/assert";
import type { Message } from "kafkajs";
import { SendQueue } from "./send_queue.ts";

class TooLarge extends Error {}

const named = (...names: string[]): Message[] => names.map((key) => ({ key, value: null }));

/** What a partition takes: a send may be held back or refused. */
function partition(refuse: (names: string[]) => Error | undefined = () => undefined) {
  const batches: string[][] = [];
  let end = 0;
  const queue = new SendQueue(async (messages) => {
    const names = messages.map(({ key }) => String(key));
    batches.push(names);
    await Promise.resolve();
    const error = refuse(names);
    if (error) throw error;
    end += messages.length;
    return end - messages.length;
  }, (error) => error instanceof TooLarge);
  return { queue, batches };
}

Deno.test("SendQueue sends the first at once, what comes meanwhile as one batch, each with its own offsets", async () => {
  const { queue, batches } = partition();
  const sent = [queue.add(named("a", "b")), queue.add(named("c")), queue.add(named("d", "e"))];
  assertEquals(await Promise.all(sent), [[0, 1], [2], [3, 4]]);
  assertEquals(batches, [["a", "b"], ["c", "d", "e"]]);
  assertEquals(await queue.add(named("f")), [5]);
});

Deno.test("SendQueue divides what is more than a batch takes", async () => {
  const { queue, batches } = partition();
  const large = (name: string): Message[] => [{ key: name, value: "x".repeat(400_000) }];
  const sent = [queue.add(["a", "b", "c"].flatMap(large)), queue.add(large("d")), queue.add(named("e"))];
  assertEquals(await Promise.all(sent), [[0, 1, 2], [3], [4]]);
  assertEquals(batches, [["a", "b"], ["c", "d", "e"]]);
});

Deno.test("SendQueue refuses a record that is too large to its own caller alone", async () => {
  const { queue, batches } = partition((names) => names.includes("large") ? new TooLarge() : undefined);
  const sent = [queue.add(named("a")), queue.add(named("b")), queue.add(named("large")), queue.add(named("c"))];
  sent.forEach((each) => each.catch(() => {}));
  await assertRejects(() => sent[2]!, TooLarge);
  assertEquals([await sent[0], await sent[1], await sent[3]], [[0], [1], [2]]);
  assertEquals(batches, [["a"], ["b", "large", "c"], ["b"], ["large"], ["c"]]);
});

Deno.test("SendQueue tells every caller of a batch that failed, and goes on with the next", async () => {
  let isAway = true;
  const { queue } = partition((names) => isAway && names.includes("b") ? new Error("no broker") : undefined);
  const sent = [queue.add(named("a")), queue.add(named("b")), queue.add(named("c"))];
  sent.forEach((each) => each.catch(() => {}));
  assertEquals(await sent[0], [0]);
  await assertRejects(() => sent[1]!, Error, "no broker");
  await assertRejects(() => sent[2]!, Error, "no broker");
  isAway = false;
  assertEquals(await queue.add(named("b")), [1]);
});

Deno.test("SendQueue sends nothing of a call behind what was refused of it", async () => {
  const { queue, batches } = partition((names) => names.includes("large") ? new TooLarge() : undefined);
  const large: Message = { key: "large", value: "x".repeat(1_000_000) };
  const sent = [queue.add([large, ...named("a")]), queue.add(named("b")), queue.add([large, ...named("c")])];
  sent.forEach((each) => each.catch(() => {}));
  await assertRejects(() => sent[0]!, TooLarge);
  await assertRejects(() => sent[2]!, TooLarge);
  assertEquals([await sent[1], batches], [[0], [["large"], ["b"], ["large"]]]);
});
