import { assertEquals } from "@std/assert";
import { type CallOptions, withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";
import { MemoryApiKeys } from "../../../testing/memory/shared/api_keys.ts";
import { sha256 } from "../../system/sha256.ts";

const first = { headers: { authorization: "Bearer first" } };

function withKeys(test: Parameters<typeof withApp>[0]) {
  const keys = new MemoryApiKeys();
  let made = 0;
  const shop = fakeShop({ apiKeys: keys, keys: { keys, digest: sha256, newSecret: () => `till_secret${++made}` } });
  return withApp(test, { apiKeys: [sha256("first")] }, shop);
}

Deno.test("a key that was added opens what it may, is listed without its secret, and is revoked", () =>
  withKeys(async (call) => {
    const added = await call("POST /v1/keys", { ...first, body: { name: "till-1", scopes: ["read"] } });
    assertEquals([added.status, added.body.key, added.body.scopes], [201, "till_secret1", ["read"]]);
    const asTill: CallOptions = { headers: { authorization: "Bearer till_secret1" } };
    assertEquals((await call("GET /v1/commerce/summary", asTill)).status, 200);
    assertEquals((await call("GET /v1/keys", asTill)).body.code, "insufficient_scope");

    const list = await call("GET /v1/keys", first);
    assertEquals(list.body.items.map(({ name }: { name: string }) => name), ["till-1"]);
    assertEquals(JSON.stringify(list.body).includes("secret"), false);

    assertEquals((await call("DELETE /v1/keys/till-1", first)).status, 200);
    assertEquals((await call("GET /v1/commerce/summary", asTill)).status, 401);
    assertEquals((await call("DELETE /v1/keys/till-1", first)).body.code, "unknown_key");
  }));

Deno.test("a key is refused with what is wrong, and its answer is kept nowhere", () =>
  withKeys(async (call) => {
    const add = async (body: object, headers = {}) =>
      (await call("POST /v1/keys", { headers: { ...first.headers, ...headers }, body })).body;
    const key = { name: "till-1", scopes: ["read"] };
    for (
      const wrong of [
        { name: "Till 1" },
        { scopes: [] },
        { scopes: ["all"] },
        { scopes: ["admin"], stores: ["hongdae"] },
        { expiresAt: "2020-01-01T00:00:00Z" },
        { secret: "mine" },
      ]
    ) {
      assertEquals((await add({ ...key, ...wrong })).code, "invalid_input", JSON.stringify(wrong));
    }
    assertEquals((await add(key, { "idempotency-key": "once" })).code, "invalid_input");
    assertEquals((await add(key)).name, "till-1");
    assertEquals((await add(key)).code, "key_name_taken");
  }));
