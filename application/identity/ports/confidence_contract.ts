import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import { DEFAULT_CONFIDENCE } from "../../../domain/identity/confidence/parameters.ts";
import type { StoreId } from "../../../domain/shared/store_id.ts";
import { NOON } from "../../../testing/fixtures/commerce_samples.ts";
import type { ConfidenceReadings, ConfidenceSets, KeptReadings, NewConfidenceSet } from "./confidence.ts";

export interface ConfidenceUnderTest extends AsyncDisposable {
  readonly sets: ConfidenceSets;
  readonly readings: ConfidenceReadings;
}

const STORE = "store100" as StoreId;
const OTHER = "store200" as StoreId;
const FIGURES = { moments: 60, likelihood: -5.5, overconfidence: 0.02 };

function learnedSet(
  halfway: number,
  refusedFor: string | null = null,
  recalibrates: number | null = null,
): NewConfidenceSet {
  const parameters = { ...DEFAULT_CONFIDENCE, byName: { ...DEFAULT_CONFIDENCE.byName, halfway } };
  return { parameters, learnedAt: NOON, moments: 240, before: FIGURES, after: FIGURES, refusedFor, recalibrates };
}

function kept(storeId: StoreId, hours: number, level: number): KeptReadings {
  const levels = new Map([["door", level], ["table", -71.5]]);
  return { storeId, heardAt: new Date(NOON.getTime() + hours * 3_600_000), moments: [{ seconds: 2, levels }] };
}

export function confidenceContract(engine: string, open: () => Promise<ConfidenceUnderTest>): void {
  const inStore = (work: (store: ConfidenceUnderTest) => Promise<void>) => async () => {
    await using store = await open();
    await work(store);
  };
  const states = async ({ sets }: ConfidenceUnderTest) =>
    (await sets.list(STORE, 9)).map(({ version, state }) => `${version} ${state}`);

  describe(`ConfidenceSets in ${engine}`, () => {
    it(
      "add makes a set live, retires the one before, and keeps what was refused with its reason",
      inStore(async (store) => {
        const { sets } = store;
        assertEquals([await sets.list(STORE, 9), await sets.live(), await sets.rollBack(STORE)], [[], new Map(), null]);
        await sets.add(STORE, learnedSet(-78));
        await sets.add(STORE, learnedSet(-70, "less likely"));
        const added = await sets.add(STORE, learnedSet(-75));
        await sets.add(OTHER, learnedSet(-60));
        const { refusedFor: _, ...given } = learnedSet(-75);
        assertEquals(added, { ...given, storeId: STORE, version: 3, state: "live", reason: null });
        assertEquals(await states(store), ["3 live", "2 refused", "1 retired"]);
        assertEquals((await sets.list(STORE, 2))[1]!.reason, "less likely");
        const live = await sets.live();
        assertEquals(live.get(STORE), { version: 3, parameters: given.parameters, recalibrates: null });
        assertEquals([...live.keys()].sort(), [STORE, OTHER]);
      }),
    );

    it(
      "rollBack makes the newest retired set live, then none, and never one that was refused or rolled back",
      inStore(async (store) => {
        const { sets } = store;
        for (const set of [learnedSet(-78), learnedSet(-70, "less likely"), learnedSet(-75)]) {
          await sets.add(STORE, set);
        }
        assertEquals(await sets.rollBack(STORE), { from: 3, to: 1 });
        assertEquals(await states(store), ["3 rolled_back", "2 refused", "1 live"]);
        assertEquals((await sets.live()).get(STORE)!.version, 1);
        assertEquals(await sets.rollBack(STORE), { from: 1, to: null });
        assertEquals([await sets.live(), await sets.rollBack(STORE)], [new Map(), null]);
      }),
    );

    it(
      "live tells which answers a set recalibrates, and rollBack takes it back like a learned one",
      inStore(async (store) => {
        const { sets } = store;
        await sets.add(STORE, learnedSet(-78));
        await sets.add(STORE, learnedSet(-75, null, 1));
        assertEquals((await sets.live()).get(STORE)!.recalibrates, 1);
        assertEquals((await sets.list(STORE, 9)).map(({ recalibrates }) => recalibrates), [1, null]);
        assertEquals(await sets.rollBack(STORE), { from: 2, to: 1 });
      }),
    );

    it(
      "add by ten at once leaves one set live and gives each a version",
      inStore(async (store) => {
        await Promise.all(Array.from({ length: 10 }, (_, nth) => store.sets.add(STORE, learnedSet(-70 - nth))));
        const all = await store.sets.list(STORE, 20);
        assertEquals(all.map(({ version }) => version), [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
        assertEquals(all.map(({ state }) => state), ["live", ...Array(9).fill("retired")]);
      }),
    );
  });

  describe(`ConfidenceReadings in ${engine}`, () => {
    it(
      "of returns a store's readings since, oldest first and evenly at most as many as asked for",
      inStore(async ({ readings }) => {
        const all = [0, 1, 2, 3, 4, 5].map((hour) => kept(STORE, hour, -60 - hour));
        await readings.keep([...all.toReversed(), kept(OTHER, 2, -50)]);
        await readings.keep([]);
        assertEquals(await readings.of(STORE, all[1]!.heardAt, 100), all.slice(1));
        assertEquals(await readings.of(STORE, NOON, 3), [all[1]!, all[3]!, all[5]!]);
        assertEquals(await readings.stores(all[2]!.heardAt), [STORE, OTHER]);
        assertEquals(await readings.stores(all[3]!.heardAt), [STORE]);
      }),
    );

    it(
      "remove deletes the readings before a moment, a limited number at a time",
      inStore(async ({ readings }) => {
        await readings.keep([0, 1, 2, 3].map((hour) => kept(STORE, hour, -60)));
        const before = kept(STORE, 3, 0).heardAt;
        assertEquals([await readings.remove(before, 2), await readings.remove(before, 2)], [2, 1]);
        assertEquals((await readings.of(STORE, NOON, 9)).length, 1);
      }),
    );
  });
}
