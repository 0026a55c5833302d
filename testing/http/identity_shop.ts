import type { IdentityDeps } from "../../adapters/http/identity/deps.ts";
import { type FakeShop, fakeShop } from "./fake_shop.ts";
import { MemoryConfidenceFeedback } from "../memory/identity/confidence_feedback.ts";
import { MemoryBeacons } from "../memory/identity/beacons.ts";
import { MemoryFloorPlans } from "../memory/identity/floor_plans.ts";
import { MemoryIdentityStore } from "../memory/identity/identity_store.ts";
import { MemoryLastSightings } from "../../adapters/memory/identity/last_sightings.ts";
import { DEFAULT_CONFIDENCE } from "../../domain/identity/confidence/parameters.ts";

/** A fake shop with identity, all in memory and by the shop's own clock. */
export function identityShop(overrides: Partial<IdentityDeps> = {}): FakeShop {
  const now = () => shop.now;
  const store = new MemoryIdentityStore(now);
  const beacons = overrides.beacons ?? new MemoryBeacons();
  const shop: FakeShop = fakeShop({
    identity: {
      beacons,
      plans: new MemoryFloorPlans(beacons),
      customers: store,
      members: { has: (userId) => Promise.resolve([...shop.users.keys()].some((known) => known === userId)) },
      identifications: store,
      history: store,
      lastSightings: new MemoryLastSightings(() => now().getTime()),
      parametersOf: () => DEFAULT_CONFIDENCE,
      baseOf: () => 0,
      feedback: new MemoryConfidenceFeedback(store),
      ...overrides,
    },
  });
  return shop;
}
