import { assertEquals } from "@std/assert";
import { describe, it } from "@std/testing/bdd";
import type { ApiKey } from "../../domain/shared/api_key.ts";
import type { ApiKeys } from "./api_keys.ts";

const at = new Date("2026-03-02T12:00:00.000Z");
const digestOf = (nth: number) => nth.toString(16).padStart(64, "0");
const till: ApiKey = {
  name: "till-1",
  scopes: ["write"],
  stores: ["hongdae", "gangnam"],
  createdAt: at,
  expiresAt: new Date("2027-01-01T00:00:00.000Z"),
  revokedAt: null,
};

export function testApiKeys(name: string, withKeys: (work: (keys: ApiKeys) => Promise<void>) => Promise<void>): void {
  describe(`ApiKeys ${name}`, () => {
    it("find gives a key by its digest as it was added, and null for an unknown one", () =>
      withKeys(async (keys) => {
        const office: ApiKey = { ...till, name: "office", scopes: ["read", "admin"], stores: null, expiresAt: null };
        assertEquals([await keys.add(till, digestOf(1)), await keys.add(office, digestOf(2))], ["added", "added"]);
        assertEquals(await keys.find(digestOf(1)), till);
        assertEquals(await keys.find(digestOf(2)), office);
        assertEquals(await keys.find(digestOf(3)), null);
        assertEquals(await keys.list(), [office, till]);
      }));

    it("revoke ends a key once, whose name may then be used again", () =>
      withKeys(async (keys) => {
        await keys.add(till, digestOf(1));
        assertEquals(await keys.add(till, digestOf(2)), "name_taken");
        assertEquals(await keys.find(digestOf(2)), null);
        assertEquals([await keys.revoke("till-1", at), await keys.revoke("till-1", at)], [true, false]);
        assertEquals(await keys.revoke("nobody", at), false);
        assertEquals((await keys.find(digestOf(1)))?.revokedAt, at);
        assertEquals(await keys.add(till, digestOf(2)), "added");
        assertEquals((await keys.find(digestOf(2)))?.revokedAt, null);
        assertEquals((await keys.list()).length, 2);
      }));

    it("add of one name by twenty at the same time makes one key", () =>
      withKeys(async (keys) => {
        const added = await Promise.all(Array.from({ length: 20 }, (_, nth) => keys.add(till, digestOf(nth))));
        assertEquals(added.filter((outcome) => outcome === "added").length, 1);
        assertEquals((await keys.list()).length, 1);
      }));
  });
}
