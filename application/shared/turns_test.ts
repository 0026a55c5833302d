import { assert, assertEquals, assertRejects } from "@std/assert";
import { Turns } from "./turns.ts";

/** Work that ends when it is told to. */
function stepwise() {
  const begun: PromiseWithResolvers<number>[] = [];
  return { begun, work: () => (begun[begun.push(Promise.withResolvers<number>()) - 1]!).promise };
}
const tick = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("Turns gives all who come while work is under way the next run, and that is one", async () => {
  const turns = new Turns<number>();
  const { begun, work } = stepwise();
  const first = turns.take("a", work);
  const others = Array.from({ length: 100 }, () => turns.take("a", work));
  assertEquals(begun.length, 1);
  begun[0]!.resolve(1);
  assertEquals(await first, 1);
  await tick();
  assertEquals(begun.length, 2);
  const late = turns.take("a", work);
  begun[1]!.resolve(2);
  assertEquals(new Set(await Promise.all(others)), new Set([2]));
  await tick();
  begun[2]!.resolve(3);
  assertEquals(await late, 3, "it came when the second had begun");
  assertEquals(begun.length, 3);
  const anew = turns.take("a", work);
  begun[3]!.resolve(4);
  assertEquals(await anew, 4);
});

Deno.test("Turns keeps names apart, and goes on after work that failed", async () => {
  const turns = new Turns<number>();
  const { begun, work } = stepwise();
  const [a, next, b] = [turns.take("a", work), turns.take("a", work), turns.take("b", work)];
  assertEquals(begun.length, 2);
  begun[0]!.reject(new Error("no"));
  begun[1]!.resolve(1);
  await assertRejects(() => a, Error, "no");
  assertEquals(await b, 1);
  await tick();
  begun[2]!.resolve(2);
  assertEquals(await next, 2);
  await turns.settle();
});

Deno.test("Turns settles when the last run that waits has ended", async () => {
  const turns = new Turns<number>();
  const { begun, work } = stepwise();
  const runs = [turns.take("a", work), turns.take("a", work)];
  let isSettled = false;
  const settling = turns.settle().then(() => isSettled = true);
  begun[0]!.resolve(1);
  await tick();
  assert(!isSettled);
  begun[1]!.resolve(2);
  await Promise.all([...runs, settling]);
  assert(isSettled);
});
