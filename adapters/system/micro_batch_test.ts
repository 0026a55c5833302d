import { assertEquals, assertRejects } from "@std/assert";
import { type BatchLimits, microBatch } from "./micro_batch.ts";

/** Work that the test finishes. */
function arrange(limits: Partial<BatchLimits> = {}) {
  const calls: {
    readonly pieces: readonly string[];
    readonly done: PromiseWithResolvers<PromiseSettledResult<string>[]>;
  }[] = [];
  const ask = microBatch<string, string>((pieces) => {
    const done = Promise.withResolvers<PromiseSettledResult<string>[]>();
    calls.push({ pieces, done });
    return done.promise;
  }, { most: 10, atOnce: 1, slowAfterMs: 60_000, ...limits });
  const answer = (nth: number) =>
    calls[nth]!.done.resolve(calls[nth]!.pieces.map((piece) => ({ status: "fulfilled", value: `${piece}${nth}` })));
  const begun = () => calls.map(({ pieces }) => pieces.join(""));
  return { ask, answer, begun, calls, turn: () => new Promise((resolve) => setTimeout(resolve)) };
}

Deno.test("microBatch starts at once, and combines items of the same turn or of a running batch", async () => {
  const { ask, answer, begun, turn } = arrange();
  const first = Promise.all(["a", "b"].map(ask));
  await turn();
  const later = [ask("c")];
  await turn();
  later.push(ask("a"));
  await turn();
  assertEquals(begun(), ["ab"]);
  answer(0);
  assertEquals(await first, ["a0", "b0"]);
  await turn();
  assertEquals(begun(), ["ab", "ca"]);
  answer(1);
  assertEquals(await Promise.all(later), ["c1", "a1"]);
});

Deno.test("microBatch respects its limits of concurrent batches and of items in one", async () => {
  const { ask, answer, begun, turn } = arrange({ most: 2, atOnce: 2 });
  const asked = Promise.all(["a", "b", "c", "d", "e"].map(ask));
  await turn();
  assertEquals(begun(), ["ab", "cd"]);
  answer(1);
  await turn();
  assertEquals(begun(), ["ab", "cd", "e"]);
  answer(0);
  answer(2);
  assertEquals(await asked, ["a0", "b0", "c1", "d1", "e2"]);
});

Deno.test("microBatch starts another batch when one is slow", async () => {
  const { ask, answer, begun, turn } = arrange({ slowAfterMs: 1 });
  const slow = ask("a");
  await turn();
  const next = ask("b");
  while (begun().length < 2) await turn();
  answer(1);
  assertEquals(await next, "b1");
  answer(0);
  assertEquals(await slow, "a0");
  const last = ask("c");
  await turn();
  ask("d");
  await turn();
  assertEquals(begun().slice(0, 3), ["a", "b", "c"]);
  answer(2);
  assertEquals(await last, "c2");
  while (begun().length < 4) await turn();
  answer(3);
});

Deno.test("microBatch rejects an item with its own error, all with a common one, and continues", async () => {
  const { ask, answer, calls, turn } = arrange();
  const own = [ask("a"), ask("b")];
  await turn();
  calls[0]!.done.resolve([{ status: "rejected", reason: new Error("bad") }, { status: "fulfilled", value: "well" }]);
  await assertRejects(() => own[0]!, Error, "bad");
  assertEquals(await own[1], "well");
  const common = [ask("c"), ask("d")];
  await turn();
  calls[1]!.done.reject(new Error("unreachable"));
  for (const one of common) await assertRejects(() => one, Error, "unreachable");
  const next = ask("e");
  await turn();
  answer(2);
  assertEquals(await next, "e2");
});
