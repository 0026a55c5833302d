import { assertEquals } from "@std/assert";
import { highestRate } from "./highest_rate.ts";

const OPTIONS = { from: 200, limitMs: 50, halvings: 3 };
/** Fast up to a rate, slow above it, and overloaded at twice that rate. */
const machine = (upTo: number) => (rate: number) => Promise.resolve(rate <= upTo ? 10 : rate <= upTo * 2 ? 80 : null);

Deno.test("highestRate doubles until it is too slow, then halves in between", async () => {
  const found = await highestRate(machine(1_000), OPTIONS);
  assertEquals([found.rate, found.p99], [1_000, 10]);
  assertEquals(found.steps.map(({ rate }) => rate), [200, 400, 800, 1_600, 1_600, 1_200, 1_200, 1_000, 1_100, 1_100]);
});

Deno.test("highestRate looks below the first rate where that is too much already", async () => {
  assertEquals((await highestRate(machine(120), OPTIONS)).rate, 100);
  assertEquals(await highestRate(() => Promise.resolve(null), { ...OPTIONS, halvings: 0 }), {
    rate: 0,
    p99: null,
    steps: [{ rate: 200, p99: null }, { rate: 200, p99: null }],
  });
});

Deno.test("highestRate forgives a rate one slip", async () => {
  let slips = 1;
  const found = await highestRate((rate) => Promise.resolve(rate === 400 && slips-- > 0 ? 90 : rate <= 400 ? 10 : 90), {
    ...OPTIONS,
    halvings: 0,
  });
  assertEquals(found.rate, 400);
});
