import { assertEquals } from "@std/assert";
import type { ApiKey, Scope } from "../../../../domain/shared/api_key.ts";
import { withApp } from "../../../../testing/http/call.ts";
import { fakeShop, someUser } from "../../../../testing/http/fake_shop.ts";
import { sha256 } from "../../../system/sha256.ts";

const SUMMARY = "GET /v1/commerce/summary";
const VALID = { createdAt: new Date(0), expiresAt: null, revokedAt: null, stores: null };

function shopWith(keys: Readonly<Record<string, Partial<ApiKey>>>) {
  const known = new Map(
    Object.entries(keys).map(([key, given]): [string, ApiKey] => [
      sha256(key),
      { ...VALID, name: key, scopes: ["read"], ...given },
    ]),
  );
  return fakeShop({ apiKeys: { find: (digest) => Promise.resolve(known.get(digest) ?? null) } });
}

const as = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });
const ASKS_FOR_KEYS = { apiKeys: [sha256("first")], rateLimit: false } as const;

Deno.test("a key opens what its scopes allow, and the key of the settings everything", async () => {
  const scopes = (...scopes: Scope[]) => ({ scopes });
  const shop = shopWith({ reader: scopes("read"), till: scopes("write"), office: scopes("admin") });
  const user = someUser(shop);
  const body = { name: "홍길동" };
  const calls: Record<string, (key: string) => readonly [string, object]> = {
    read: (key: string) => [SUMMARY, as(key)],
    write: (key: string) => ["POST /v1/users", { ...as(key), body }],
    grade: (key: string) => [`PATCH /v1/users/${user.userId}`, { ...as(key), body: { grade: "VIP" } }],
    gradeOfNew: (key: string) => ["POST /v1/users", { ...as(key), body: [body, { ...body, grade: "VIP" }] }],
    erase: (key: string) => [`DELETE /v1/users/${user.userId}?erase=true`, as(key)],
  };
  const expected = {
    reader: { read: 200, write: 403, grade: 403, gradeOfNew: 403, erase: 403 },
    till: { read: 403, write: 202, grade: 403, gradeOfNew: 403, erase: 403 },
    office: { read: 200, write: 202, grade: 200, gradeOfNew: 202, erase: 200 },
    first: { read: 200, write: 202, grade: 404, gradeOfNew: 202, erase: 200 },
    unknown: { read: 401, write: 401, grade: 401, gradeOfNew: 401, erase: 401 },
  };
  await withApp(
    async (call) => {
      for (const [key, answers] of Object.entries(expected)) {
        const found: Record<string, number> = {};
        for (const [name, make] of Object.entries(calls)) {
          const [route, options] = make(key);
          const { status, body: problem } = await call(route, options);
          found[name] = status;
          if (status === 403) assertEquals(problem.code, "insufficient_scope");
        }
        assertEquals(found, answers, key);
      }
    },
    ASKS_FOR_KEYS,
    shop,
  );
});

Deno.test("a key of stores opens addresses of these stores alone", async () => {
  const shop = shopWith({ till: { scopes: ["read", "write"], stores: ["hongdae"] } });
  await withApp(
    async (call) => {
      const asked = async (route: string) => (await call(route, as("till"))).body.code;
      assertEquals(await asked(SUMMARY), "insufficient_scope");
      assertEquals(await asked("GET /v1/users/U-1"), "insufficient_scope");
    },
    ASKS_FOR_KEYS,
    shop,
  );
});

Deno.test("a revoked and an expired key are refused as an unknown one is", async () => {
  const gone = new Date("2020-01-01T00:00:00Z");
  const shop = shopWith({ revoked: { revokedAt: gone }, expired: { expiresAt: gone } });
  await withApp(
    async (call) => {
      for (const key of ["revoked", "expired", "unknown"]) {
        const { status, body } = await call(SUMMARY, as(key));
        assertEquals([status, body.code], [401, "unauthorized"], key);
      }
    },
    ASKS_FOR_KEYS,
    shop,
  );
});
