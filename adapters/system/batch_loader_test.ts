import { assertEquals, assertRejects } from "@std/assert";
import { batchLoader } from "./batch_loader.ts";

/** A lookup that the test answers. */
function arrange(most = 10) {
  const calls: {
    readonly keys: readonly string[];
    readonly answer: PromiseWithResolvers<ReadonlyMap<string, string>>;
  }[] = [];
  const ask = batchLoader<string, string>((keys) => {
    const answer = Promise.withResolvers<ReadonlyMap<string, string>>();
    calls.push({ keys, answer });
    return answer.promise;
  }, { most });
  const answer = (nth: number) =>
    calls[nth]!.answer.resolve(new Map(calls[nth]!.keys.map((key) => [key, `${key}${nth}`])));
  return { ask, answer, calls, turn: () => new Promise((resolve) => setTimeout(resolve)) };
}

Deno.test("batchLoader makes one lookup for keys asked for in the same turn", async () => {
  const { ask, answer, calls, turn } = arrange();
  const asked = Promise.all(["a", "b", "a"].map(ask));
  await turn();
  answer(0);
  assertEquals(await asked, ["a0", "b0", "a0"]);
  assertEquals(calls.map(({ keys }) => keys), [["a", "b"]]);
});

Deno.test("batchLoader makes a call during a lookup wait for the next, also for the same key", async () => {
  const { ask, answer, calls, turn } = arrange();
  const first = ask("a");
  await turn();
  const later = [ask("a"), ask("b")];
  await turn();
  assertEquals(calls.length, 1);
  answer(0);
  assertEquals(await first, "a0");
  await turn();
  answer(1);
  assertEquals(await Promise.all(later), ["a1", "b1"]);
  assertEquals(calls.length, 2);
});

Deno.test("batchLoader splits keys beyond its limit", async () => {
  const { ask, answer, calls, turn } = arrange(2);
  const asked = Promise.all(["a", "b", "c"].map(ask));
  await turn();
  answer(0);
  await turn();
  answer(1);
  assertEquals(await asked, ["a0", "b0", "c1"]);
  assertEquals(calls.map(({ keys }) => keys), [["a", "b"], ["c"]]);
});

Deno.test("batchLoader rejects the callers of a failed lookup, and asks again for the next", async () => {
  const { ask, answer, calls, turn } = arrange();
  const failing = ask("a");
  await turn();
  calls[0]!.answer.reject(new Error("unreachable"));
  await assertRejects(() => failing, Error, "unreachable");
  const next = ask("a");
  await turn();
  answer(1);
  assertEquals(await next, "a1");
});

Deno.test("batchLoader rejects all keys of a failed lookup and none of the next", async () => {
  const { ask, answer, calls, turn } = arrange(2);
  const settled = Promise.allSettled(["a", "b", "a", "c"].map(ask));
  await turn();
  calls[0]!.answer.reject(new Error("unreachable"));
  await turn();
  answer(1);
  assertEquals((await settled).map(({ status }) => status), ["rejected", "rejected", "rejected", "fulfilled"]);
});

Deno.test("batchLoader continues after a lookup that throws synchronously", async () => {
  let calls = 0;
  const ask = batchLoader<string, string>((keys) => {
    if (calls++ === 0) throw new Error("not even begun");
    return Promise.resolve(new Map(keys.map((key) => [key, "found"])));
  }, { most: 10 });
  await assertRejects(() => ask("a"), Error, "not even begun");
  assertEquals(await ask("a"), "found");
});
