import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { ShopOpening } from "../simulation.ts";

/** What every `ShopOpening` does. `withStore` gives an empty one. */
export function shopOpeningContract(
  engine: string,
  withStore: (work: (opening: ShopOpening) => Promise<void>) => Promise<void>,
): void {
  describe(`ShopOpening in ${engine}`, () => {
    it("openedAt is unknown until it is told, and then what was told last", () =>
      withStore(async (opening) => {
        assertEquals(await opening.openedAt(), null);
        for (const at of [new Date("2026-03-02T03:00:00.123Z"), new Date("2025-03-02T03:00:00Z")]) {
          await opening.announce(at);
          assertEquals(await opening.openedAt(), at);
        }
      }));
  });
}
