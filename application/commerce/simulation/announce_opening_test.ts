import { assertEquals } from "@std/assert";
import { announceOpening } from "./announce_opening.ts";

function arrange() {
  const world = {
    now: new Date("2026-03-02T03:00:00Z"),
    first: null as Date | null,
    told: null as Date | null,
  };
  const deps = {
    records: { firstCustomerAddedAt: () => Promise.resolve(world.first) },
    opening: {
      openedAt: () => Promise.resolve(world.told),
      announce: (at: Date) => {
        world.told = at;
        return Promise.resolve();
      },
    },
    clock: () => world.now,
  };
  return { world, deps };
}

Deno.test("announceOpening announces when the first customer was added, also after the cache was emptied", async () => {
  const { world, deps } = arrange();
  world.first = new Date("2026-02-01T00:00:00Z");
  for (let round = 0; round < 2; round++) {
    assertEquals(await announceOpening(deps), "known");
    assertEquals(world.told, world.first);
    world.told = null;
  }
});

Deno.test("announceOpening opens an empty shop now, once, and corrects the time once customers exist", async () => {
  const { world, deps } = arrange();
  const opened = world.now;
  assertEquals(await announceOpening(deps), "no_customers");
  world.now = new Date("2026-03-02T04:00:00Z");
  assertEquals(await announceOpening(deps), "no_customers");
  assertEquals(world.told, opened);
  world.first = new Date("2026-03-02T03:00:05Z");
  assertEquals(await announceOpening(deps), "known");
  assertEquals(world.told, world.first);
});
