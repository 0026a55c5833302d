import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { CONTEXT_NAMES, CONTEXTS, simulate } from "./contexts.ts";
import type { Fault } from "./faults.ts";
import { shrinkFaults } from "./shrink_faults.ts";

/** Together as many as a test run has time for; `deno task simulate --minutes` runs others. */
const SEEDS = { identity: 60, commerce: 60, store: 40, sourcing: 40 };

for (const name of CONTEXT_NAMES) {
  Deno.test(`${name} is right from ${SEEDS[name]} seeds of crashes, outages, stalls and what else may happen to it`, async () => {
    const done: Record<string, number> = {};
    for (let seed = 1; seed <= SEEDS[name]; seed++) {
      const { violations, tally, faults } = await simulate(name, seed);
      assertEquals(violations, [], `deno task simulate --context ${name} --seed ${seed}`);
      for (const [what, count] of Object.entries({ ...tally, faults: faults.length })) {
        done[what] = (done[what] ?? 0) + count;
      }
    }
    assert(Object.values(done).every((count) => count >= SEEDS[name] / 4), JSON.stringify(done));
  });

  Deno.test(`a seed of ${name} replays byte for byte, and another one is another story`, async () => {
    const [once, again, other] = await Promise.all([21, 21, 22].map((seed) => simulate(name, seed, { steps: 200 })));
    assertEquals(once, again);
    assert(once!.trace.length > 200);
    assertNotEquals(once!.trace, other!.trace);
  });
}

for (const [name, without, seeds] of [["identity", "row lock", 50], ["commerce", "inbox check", 20]] as const) {
  Deno.test(`the simulation finds that ${name} is without its ${without}`, async () => {
    assert((CONTEXTS[name].mechanisms as readonly string[]).includes(without));
    for (let seed = 1; seed <= seeds; seed++) {
      if ((await simulate(name, seed, { without })).violations.length > 0) return;
    }
    throw new Error(`not within ${seeds} seeds`);
  });
}

Deno.test("shrinkFaults leaves the fewest faults that still fail, none of which can be left out", async () => {
  const fault = (turn: number): Fault => ({ turn, kind: "crash", whom: "api", ms: 1 });
  const faults = [1, 2, 3, 4, 5, 6].map(fault);
  const fails = (some: readonly Fault[]) => Promise.resolve([2, 5].every((n) => some.some(({ turn }) => turn === n)));
  assertEquals((await shrinkFaults(faults, fails)).map(({ turn }) => turn), [2, 5]);
});
