import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { shrinkFaults } from "../shrink_faults.ts";
import { MECHANISMS } from "./mechanisms.ts";
import { simulateIdentity } from "./simulate_identity.ts";

const STEPS = 600;

Deno.test("identity is right from 200 seeds of crashes, outages, stalls, lost answers and topics made anew", async () => {
  let [acknowledged, erasures, faults] = [0, 0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const simulated = await simulateIdentity(seed, { steps: STEPS });
    assertEquals(simulated.violations, [], `deno task simulate --seed ${seed}`);
    acknowledged += simulated.acknowledged;
    erasures += simulated.erasures;
    faults += simulated.faults.length;
  }
  assert(acknowledged > 2_000 && erasures > 100 && faults > 1_000, `${acknowledged}, ${erasures}, ${faults}`);
});

for (const mechanism of MECHANISMS) {
  Deno.test(`the simulation finds that identity is without its ${mechanism}`, async () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const { violations } = await simulateIdentity(seed, { steps: STEPS, without: new Set([mechanism]) });
      if (violations.length > 0) return;
    }
    throw new Error("not within 1,000 seeds");
  });
}

Deno.test("a seed replays byte for byte, and another one is another story", async () => {
  const [once, again, other] = await Promise.all([21, 21, 22].map((seed) => simulateIdentity(seed, { steps: STEPS })));
  assertEquals(once, again);
  assert(once!.trace.length > STEPS);
  assertNotEquals(once!.trace, other!.trace);
});

Deno.test("shrinkFaults leaves the fewest faults that still fail, none of which can be left out", async () => {
  const without = new Set(["offset fence"] as const);
  const fails = async (faults: Parameters<typeof shrinkFaults>[0]) =>
    (await simulateIdentity(21, { steps: STEPS, without, faults })).violations.length > 0;
  const { faults } = await simulateIdentity(21, { steps: STEPS, without });
  const fewest = await shrinkFaults(faults, fails);
  assert(fewest.length < faults.length && fewest.length > 0, `${fewest.length} of ${faults.length}`);
  assert(await fails(fewest));
  for (const fault of fewest) assert(!await fails(fewest.filter((other) => other !== fault)));
});
