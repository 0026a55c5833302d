import { assertEquals } from "@std/assert";
import { flattened, mapped, replayed } from "./iterators.ts";

async function* listed<T>(values: readonly T[], ended: string[]): AsyncGenerator<T> {
  try {
    yield* values;
  } finally {
    ended.push("ended");
  }
}

Deno.test("replayed, flattened and mapped give every value once, in order, and end what they read", async () => {
  const ended: string[] = [];
  const rest = listed([[], [3], [], [4, 5]], ended);
  const values = mapped(replayed([1, 2], flattened(rest)), (value) => value * 10);
  assertEquals(await Array.fromAsync(values), [10, 20, 30, 40, 50]);
  assertEquals(await values.next(), { done: true, value: undefined });

  for await (const _ of mapped(replayed([1], flattened(listed([[2]], ended))), String)) break;
  assertEquals(ended, ["ended"]);
  const unread = listed([[2], [3]], ended);
  for await (const value of replayed([1], flattened(unread))) if (value === 2) break;
  assertEquals(ended, ["ended", "ended"]);
  assertEquals(await unread.next(), { done: true, value: undefined });
});
