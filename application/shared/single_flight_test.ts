import { assert, assertEquals, assertRejects } from "@std/assert";
import { FreshSingleFlight, singleFlight } from "./single_flight.ts";

/** Work that ends when it is told to. */
function stepwise() {
  const begun: PromiseWithResolvers<number>[] = [];
  return { begun, work: () => (begun[begun.push(Promise.withResolvers<number>()) - 1]!).promise };
}
const tick = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("FreshSingleFlight gives all who come while work is under way the next run, and that is one", async () => {
  const flights = new FreshSingleFlight<number>();
  const { begun, work } = stepwise();
  const first = flights.run("a", work);
  const others = Array.from({ length: 100 }, () => flights.run("a", work));
  assertEquals(begun.length, 1);
  begun[0]!.resolve(1);
  assertEquals(await first, 1);
  await tick();
  assertEquals(begun.length, 2);
  const late = flights.run("a", work);
  begun[1]!.resolve(2);
  assertEquals(new Set(await Promise.all(others)), new Set([2]));
  await tick();
  begun[2]!.resolve(3);
  assertEquals(await late, 3, "it came when the second had begun");
  assertEquals(begun.length, 3);
  const anew = flights.run("a", work);
  begun[3]!.resolve(4);
  assertEquals(await anew, 4);
});

Deno.test("FreshSingleFlight keeps names apart, and goes on after work that failed", async () => {
  const flights = new FreshSingleFlight<number>();
  const { begun, work } = stepwise();
  const a = flights.run("a", work);
  const next = flights.run("a", work);
  const b = flights.run("b", work);
  assertEquals(begun.length, 2);
  begun[0]!.reject(new Error("no"));
  begun[1]!.resolve(1);
  await assertRejects(() => a, Error, "no");
  assertEquals(await b, 1);
  await tick();
  begun[2]!.resolve(2);
  assertEquals(await next, 2);
  await flights.settle();
});

Deno.test("FreshSingleFlight settles when the last run that waits has ended", async () => {
  const flights = new FreshSingleFlight<number>();
  const { begun, work } = stepwise();
  const runs = [flights.run("a", work), flights.run("a", work)];
  let isSettled = false;
  const settling = flights.settle().then(() => isSettled = true);
  begun[0]!.resolve(1);
  await tick();
  assert(!isSettled);
  begun[1]!.resolve(2);
  await Promise.all([...runs, settling]);
  assert(isSettled);
});

Deno.test("singleFlight shares what is under way and starts again after it, also after a failure", async () => {
  const { begun, work } = stepwise();
  const shared = singleFlight(work);
  const first = shared();
  const second = shared();
  assertEquals(begun.length, 1);
  begun[0]!.reject(new Error("no"));
  await assertRejects(() => first, Error, "no");
  await assertRejects(() => second, Error, "no");
  const third = shared();
  begun[1]!.resolve(2);
  assertEquals([await third, begun.length], [2, 2]);
});
