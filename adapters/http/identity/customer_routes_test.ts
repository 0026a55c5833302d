import { assertEquals } from "@std/assert";
import { someUser } from "../../../testing/http/fake_shop.ts";
import { detect, DRAFT, ID, NOW, readings, withApp } from "../../../testing/http/identity_calls.ts";

Deno.test("PUT customers refuses each kind of bad customer with its code", () =>
  withApp(async (call) => {
    const put = (id: string, body: unknown) => call(`PUT /v1/customers/${id}`, { body });
    const tooMany = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`p${n}`, "yes"]));
    for (const body of [{ preferences: { drink: 1 } }, { preferences: tooMany }, { likes: {} }, [], null]) {
      assertEquals((await put("cust123", body)).body.code, "invalid_input");
    }
    assertEquals((await put("a%00b", {})).body.code, "invalid_input");
    assertEquals((await put("c".repeat(65), {})).body.code, "invalid_input");
    for (const query of ["from=yesterday", "from=2026-03-02", "limit=0", "limit=1001", "limit=x"]) {
      assertEquals((await call(`GET /v1/customers/cust123/identities?${query}`)).body.code, "invalid_input", query);
    }
    assertEquals((await call("GET /v1/customers/cust123/identities")).body.code, "unknown_customer");
  }));

Deno.test("PUT customers registers a customer and replaces the preferences", () =>
  withApp(async (call) => {
    const created = await call("PUT /v1/customers/cust123", { body: { preferences: { drink: "coffee" } } });
    assertEquals([created.status, created.body.preferences, created.body.lastSeen], [201, { drink: "coffee" }, NOW]);
    const changed = await call("PUT /v1/customers/cust123", { body: {} });
    assertEquals([changed.status, changed.body.preferences], [200, {}]);
    assertEquals((await call("GET /v1/customers/cust123/identities")).body.items, []);
  }));

Deno.test("PUT customers links a member by userId, and refuses one that the shop does not have", () =>
  withApp(async (call, shop) => {
    const { userId } = someUser(shop);
    const put = (body: unknown) => call("PUT /v1/customers/cust123", { body });
    const unknown = await put({ userId: "U-none" });
    assertEquals([unknown.status, unknown.body.code], [422, "unknown_member"]);
    assertEquals((await call("GET /v1/customers/cust123")).status, 404);
    assertEquals((await put({ userId })).body.userId, userId);
    assertEquals((await put({ preferences: { drink: "tea" } })).body.userId, userId);
    const listed = await call(`GET /v1/customers?user=${userId}`);
    assertEquals(listed.body.items.map(({ customerId }: { customerId: string }) => customerId), ["cust123"]);
    assertEquals((await put({ userId: null })).body.userId, null);
    assertEquals((await call(`GET /v1/customers?user=${userId}`)).body.items, []);
  }));

Deno.test("a customer is one person in every spelling of the id, also beyond its length in NFC", () =>
  withApp(async (call, shop) => {
    await call(`PUT /v1/beacons/${ID}`, { body: DRAFT });
    for (const name of ["김철수", "가".repeat(64)]) {
      const spellings = [name, name.normalize("NFD"), ` ${name} `];
      const statuses = [];
      for (const customerId of spellings) {
        const { status, body } = await detect(call, { customerId, readings });
        statuses.push(status);
        assertEquals(body.customerId, name);
      }
      assertEquals(statuses, [201, 200, 200]);
      for (const spelling of spellings) {
        const address = `/v1/customers/${encodeURIComponent(spelling)}`;
        assertEquals((await call(`GET ${address}`)).body.customerId, name);
        assertEquals((await call(`PUT ${address}`, { body: {} })).status, 200);
        assertEquals((await call(`GET ${address}/identities`)).body.items.length, 1);
      }
    }
    assertEquals(shop.now.toISOString(), NOW);
    assertEquals((await call("PUT /v1/customers/%20", { body: {} })).body.code, "invalid_input");
  }));
