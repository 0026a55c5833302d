import { assertEquals, assertRejects } from "@std/assert";
import type { ApiKey } from "../../domain/shared/api_key.ts";
import { CachedApiKeys } from "./cached_api_keys.ts";
import { Outage } from "./fault.ts";

const at = new Date("2026-03-02T12:00:00Z");
const key: ApiKey = { name: "till", scopes: ["write"], stores: null, createdAt: at, expiresAt: null, revokedAt: null };

class Keys {
  asked: string[] = [];
  known: ApiKey | null = key;
  isDown = false;
  find(digest: string): Promise<ApiKey | null> {
    this.asked.push(digest);
    if (this.isDown) return Promise.reject(new Outage("Postgres", "gone"));
    return Promise.resolve(digest === "known" ? this.known : null);
  }
}

Deno.test("CachedApiKeys asks once in two seconds, for unknown keys too, and sees a revocation then", async () => {
  let now = 0;
  const keys = new Keys();
  const cached = new CachedApiKeys(keys, { now: () => now });
  for (let nth = 0; nth < 3; nth++) {
    assertEquals([await cached.find("known"), await cached.find("other")], [key, null]);
  }
  assertEquals(keys.asked, ["known", "other"]);
  keys.known = { ...key, revokedAt: at };
  now = 1_999;
  assertEquals((await cached.find("known"))?.revokedAt, null);
  now = 2_000;
  assertEquals((await cached.find("known"))?.revokedAt, at);
});

Deno.test("CachedApiKeys opens to a known key for a minute of an outage, and to no unknown one", async () => {
  let now = 0;
  const keys = new Keys();
  const cached = new CachedApiKeys(keys, { now: () => now });
  await cached.find("known");
  await cached.find("other");
  keys.isDown = true;
  now = 59_999;
  assertEquals(await cached.find("known"), key);
  await assertRejects(() => cached.find("other"), Outage);
  now = 60_000;
  await assertRejects(() => cached.find("known"), Outage);
});

Deno.test("CachedApiKeys remembers no more than it is told to", async () => {
  const keys = new Keys();
  const cached = new CachedApiKeys(keys, { now: () => 0, most: 2 });
  for (const digest of ["a", "b", "c", "c", "a"]) await cached.find(digest);
  assertEquals(keys.asked, ["a", "b", "c", "a"]);
});
