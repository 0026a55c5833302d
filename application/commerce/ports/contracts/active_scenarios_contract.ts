import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { ActiveScenarios } from "../simulation.ts";

/** Gives `work` an empty store. */
type WithActiveScenarios = (work: (active: ActiveScenarios) => Promise<void>) => Promise<void>;

/** What every `ActiveScenarios` does. */
export function activeScenariosContract(engine: string, withStore: WithActiveScenarios): void {
  // In the future, since a store forgets by its own clock what has ended.
  const now = new Date("2100-01-01T00:00:00Z");
  const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

  describe(`ActiveScenarios in ${engine}`, () => {
    it("running gives what was started until its end", () =>
      withStore(async (active) => {
        assertEquals(await active.running(now), []);
        await active.start({ name: "viral-item", until: after(10) });
        await active.start({ name: "coupon", until: after(5) });
        const both = [{ name: "coupon", until: after(5) }, { name: "viral-item", until: after(10) }];
        assertEquals(await active.running(now), both);
        assertEquals(await active.running(after(5)), both.slice(1));
        assertEquals(await active.running(after(10)), []);
      }));

    it("start gives a running scenario another end, sooner or later", () =>
      withStore(async (active) => {
        for (const minutes of [10, 20, 3]) {
          await active.start({ name: "coupon", until: after(minutes) });
          assertEquals(await active.running(now), [{ name: "coupon", until: after(minutes) }]);
        }
      }));

    it("a shorter scenario does not end a longer one", () =>
      withStore(async (active) => {
        await active.start({ name: "viral-item", until: after(60) });
        await active.start({ name: "coupon", until: after(1) });
        assertEquals((await active.running(after(30))).map(({ name }) => name), ["viral-item"]);
      }));

    it("stop ends one and says whether it ran", () =>
      withStore(async (active) => {
        await active.start({ name: "coupon", until: after(10) });
        await active.start({ name: "viral-item", until: after(10) });
        assertEquals(await active.stop("coupon", now), "stopped");
        assertEquals(await active.stop("coupon", now), "idle");
        assertEquals(await active.stop("viral-item", after(11)), "idle");
        assertEquals((await active.running(now)).map(({ name }) => name).includes("coupon"), false);
      }));

    it("twenty who start the same one leave it running once", () =>
      withStore(async (active) => {
        await Promise.all(Array.from({ length: 20 }, () => active.start({ name: "coupon", until: after(10) })));
        assertEquals(await active.running(now), [{ name: "coupon", until: after(10) }]);
      }));
  });
}
