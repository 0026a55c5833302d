import { assert, assertEquals } from "@std/assert";
import { Outage } from "../../application/shared/fault.ts";
import { simulatedStore } from "../../domain/identity/visits/simulated_store.ts";
import type { StoreId } from "../../domain/shared/store_id.ts";
import { identityShop } from "../../testing/http/identity_shop.ts";
import { createLogger } from "../wiring/process/logger.ts";
import { walkGuests } from "./walk_guests.ts";

const log = createLogger("test", "fatal");

function guestsOf(shop = identityShop()) {
  const identity = shop.deps.identity!;
  const decided: string[] = [];
  const stop = new AbortController();
  const deps = {
    ...identity,
    observe: {
      decided: (outcome: string) => {
        if (decided.push(outcome) === 5) stop.abort();
      },
      located: () => {},
    },
    clock: () => new Date(),
    newId: () => crypto.randomUUID(),
  };
  return { identity, decided, deps, signal: stop.signal };
}

Deno.test("walkGuests registers its stores and has customers identified there, until it is stopped", async () => {
  const { identity, decided, deps, signal } = guestsOf();
  await walkGuests({ log, signal }, deps, { perSecond: 200, seed: "guests" });
  assertEquals(decided.length, 5);
  assert(
    decided.every((outcome) => /^(identified|low_confidence|duplicate_within_minute|invalid_input)$/.test(outcome)),
    `${decided}`,
  );
  const store = simulatedStore("tillstream", 1);
  const found = await identity.beacons.find(store.beacons.map(({ beacon }) => beacon.beaconId));
  assertEquals(found.length, store.beacons.length);
  const plan = await identity.plans.ofStore(store.entrance.beacon.storeId as StoreId);
  assertEquals(plan.length, store.beacons.length);
  assertEquals(plan.find(({ beaconId }) => beaconId === "demo-001-table-2")!.x, 5.5);
});

Deno.test("walkGuests continues after an outage, and does nothing at rate 0", async () => {
  const { deps, decided, signal } = guestsOf();
  let tries = 0;
  const away = {
    ...deps,
    identifications: {
      record: (...args: Parameters<typeof deps.identifications.record>) => {
        if (tries++ === 0) throw new Outage("Postgres", new Error("away"));
        return deps.identifications.record(...args);
      },
    } as typeof deps.identifications,
  };
  await walkGuests({ log, signal }, away, { perSecond: 200, seed: "guests" });
  assertEquals(decided.length, 5);
  assert(tries > 1);
  await walkGuests({ log, signal: new AbortController().signal }, deps, { perSecond: 0, seed: null });
  assertEquals(decided.length, 5);
});
