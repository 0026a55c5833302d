import { assertEquals, assertMatch } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { withApp } from "../../../testing/http/call.ts";
import { fakeShop, someOrder, someProduct, someUser } from "../../../testing/http/fake_shop.ts";

Deno.test("POST users publishes one object and answers with its id", () =>
  withApp(async (call, shop) => {
    const { status, body } = await call("POST /v1/users", { body: { name: "홍길동", age: 30 } });
    assertEquals([status, body], [202, { ids: ["U-id2"], accepted: 1 }]);
    assertEquals(shop.published.map(({ type }) => type), ["user.registered"]);
    assertEquals(shop.users.size, 0);
  }));

Deno.test("POST publishes a list of each kind in order", () =>
  withApp(async (call, shop) => {
    const users = await call("POST /v1/users", { body: [{ userId: "a", name: "a" }, { userId: "b", name: "b" }] });
    const locations = ["/v1/users/a", "/v1/users/b"];
    assertEquals(users.body, { ids: ["a", "b"], accepted: 2, locations });
    const product = { productId: "p", name: "p", category: "도서", price: 9_000 };
    assertEquals((await call("POST /v1/products", { body: [product] })).body.ids, ["p"]);
    const order = { orderId: "o", userId: "a", productId: "p", quantity: 1, totalAmount: 9_000 };
    assertEquals((await call("POST /v1/orders", { body: [order] })).body.ids, ["o"]);
    assertEquals(shop.published.map(({ type }) => type), [
      "user.registered",
      "user.registered",
      "product.listed",
      "order.placed",
    ]);
  }));

Deno.test("POST names every fault of a list by place and publishes nothing", () =>
  withApp(async (call, shop) => {
    for (const route of ["POST /v1/users", "POST /v1/users?direct=true"]) {
      const body = [{ name: "a" }, { name: "b", age: 900, birth_year: 1990 }, null, { name: "", grade: "GOD" }];
      const { status, body: problem } = await call(route, { body });
      assertEquals([status, problem.code], [400, "invalid_input"]);
      assertMatch(problem.detail, /^Cannot take the list: \[1\]\.age: expected 0 to 150, got 900; \[1\]: /);
      assertEquals(problem.errors.map(({ at }: { at: string }) => at), [
        "[1].age",
        "[1]",
        "[2]",
        "[3].name",
        "[3].grade",
      ]);
      assertMatch(problem.errors[1].detail, /user has no field birth_year \(did you mean birthYear\?\)/);
    }
    assertEquals([shop.published.length, shop.users.size], [0, 0]);
  }));

Deno.test("POST names the faults of a single object by field", () =>
  withApp(async (call) => {
    const { body } = await call("POST /v1/orders", { body: { userId: "a", quantity: 0, totalAmount: 1.5 } });
    assertEquals(
      body.detail,
      "Cannot take the object: productId: expected text, got nothing; " +
        "quantity: expected a quantity other than 0; totalAmount: expected a whole number, got 1.5",
    );
    assertEquals(body.errors.map(({ at }: { at: string }) => at), ["productId", "quantity", "totalAmount"]);
  }));

Deno.test("POST lists no more than a hundred faults, and says how many there are", () =>
  withApp(async (call) => {
    const { body } = await call("POST /v1/users", { body: Array(300).fill({}) });
    assertEquals([body.errors.length, body.errorCount], [100, 300]);
    assertMatch(body.detail, /^Cannot take the list: \[0\]\.name: .*; and 295 more$/);
  }));

Deno.test("POST takes 1 to 1,000 items", () =>
  withApp(async (call) => {
    const list = (length: number) => Array.from({ length }, (_, index) => ({ name: `n${index}` }));
    assertEquals((await call("POST /v1/users", { body: list(1_000) })).body.accepted, 1_000);
    assertEquals((await call("POST /v1/users", { body: list(1_001) })).status, 400);
    assertEquals((await call("POST /v1/users", { body: [] })).status, 400);
  }));

Deno.test("POST answers 503 when the log is unreachable", async () => {
  const shop = fakeShop();
  shop.fault.log = new Outage("Kafka", new Error("no broker"));
  await withApp(
    async (call) => {
      const { status, body } = await call("POST /v1/users", { body: { name: "a" } });
      assertEquals([status, body.detail], [503, "Cannot reach Kafka at the moment"]);
    },
    {},
    shop,
  );
});

Deno.test("POST direct stores at once and returns the new resource's location", () =>
  withApp(async (call, shop) => {
    const { status, headers, body } = await call("POST /v1/users?direct=true", { body: { userId: "a/b", name: "a" } });
    assertEquals([status, body.userId, body.grade], [201, "a/b", "BRONZE"]);
    assertEquals(body.createdDatetime, "2026-03-02T03:00:00.000Z");
    assertEquals(headers.get("location"), "/v1/users/a%2Fb");
    assertEquals((await call(`GET ${headers.get("location")}`)).body.userId, "a/b");
    assertEquals(shop.published.length, 0);
  }));

Deno.test("POST draws one id for each draft, stored at once or published", async () => {
  const kinds = [
    { path: "/v1/users", draft: { name: "a" } },
    { path: "/v1/products", draft: { name: "p", category: "도서", price: 9_000 } },
    { path: "/v1/orders", draft: { quantity: 1, totalAmount: 9_000 } },
  ];
  for (const { path, draft } of kinds) {
    for (const [query, stored] of [["", 202], ["?direct=true", 201]] as const) {
      let ids = 0;
      const shop = fakeShop({ newId: () => `id${++ids}` });
      const { userId } = someUser(shop);
      const { productId } = someProduct(shop);
      const body = path === "/v1/orders" ? { ...draft, userId, productId } : draft;
      await withApp(
        async (call) => {
          const drawnFor = async (drafts: number) => {
            const before = ids;
            const { status } = await call(`POST ${path}${query}`, { body: Array(drafts).fill(body) });
            assertEquals(status, stored, `${path}${query}`);
            return ids - before;
          };
          assertEquals([await drawnFor(3), await drawnFor(7)], [4, 8], `${path}${query}`);
        },
        {},
        shop,
      );
    }
  }
});

Deno.test("POST direct stops at an id that is taken and says what was stored before", () =>
  withApp(async (call, shop) => {
    someUser(shop, { userId: "b" });
    const body = [{ userId: "a", name: "a" }, { userId: "b", name: "b" }, { userId: "c", name: "c" }];
    const { status, body: problem } = await call("POST /v1/users?direct=true", { body });
    assertEquals([status, problem.code, problem.errors[0].at], [409, "user_exists", "[1]"]);
    assertMatch(problem.detail, /1 before it were stored$/);
    assertEquals([...shop.users.keys()], ["b", "a"]);
  }));

Deno.test("POST direct refuses an order of an unknown user or product", () =>
  withApp(async (call, shop) => {
    const order = { userId: "nobody", productId: "P-1", quantity: 1, totalAmount: 1 };
    assertEquals((await call("POST /v1/orders?direct=true", { body: order })).body.code, "unknown_user");
    const { userId } = someUser(shop);
    const { body } = await call("POST /v1/orders?direct=true", { body: { ...order, userId } });
    assertEquals(body.code, "unknown_product");
  }));

Deno.test("GET, PATCH and DELETE answer for each kind, and 404 for what is not there", () =>
  withApp(async (call, shop) => {
    const user = someUser(shop);
    const product = someProduct(shop);
    const order = someOrder(shop, user, product);
    const kinds = [
      { kind: "orders", id: order.orderId, change: { status: "SHIPPED" }, unknown: "unknown_order" },
      { kind: "products", id: product.productId, change: { price: 1_000 }, unknown: "unknown_product" },
      { kind: "users", id: user.userId, change: { status: "DORMANT" }, unknown: "unknown_user" },
    ];
    for (const { kind, id, change, unknown } of kinds) {
      assertEquals((await call(`GET /v1/${kind}/${id}`)).status, 200);
      const changed = await call(`PATCH /v1/${kind}/${id}`, { body: change });
      assertEquals([changed.status, { ...changed.body, ...change }], [200, changed.body]);
      assertEquals((await call(`DELETE /v1/${kind}/${id}`)).body, { id, outcome: "removed" });
      for (const [method, body] of [["GET"], ["PATCH", change], ["DELETE"]] as const) {
        const { status, body: problem } = await call(`${method} /v1/${kind}/${id}`, { body });
        assertEquals([status, problem.code], [404, unknown]);
      }
    }
  }));

Deno.test("PATCH refuses an empty change and fields that may not change", () =>
  withApp(async (call, shop) => {
    const { userId } = someUser(shop);
    const nothing = await call(`PATCH /v1/users/${userId}`, { body: {} });
    assertEquals(nothing.body.errors, [{ at: "", detail: "expected at least one field to change" }]);
    assertEquals((await call(`PATCH /v1/users/${userId}`, { body: { userId: "x" } })).status, 400);
  }));

Deno.test("DELETE keeps a user or product with orders", () =>
  withApp(async (call, shop) => {
    const user = someUser(shop);
    const product = someProduct(shop);
    someOrder(shop, user, product);
    for (
      const [path, code] of [
        [`users/${user.userId}`, "user_has_orders"],
        [`users/${user.userId}?erase=false`, "user_has_orders"],
        [`products/${product.productId}`, "product_has_orders"],
      ]
    ) {
      const { status, body } = await call(`DELETE /v1/${path}`);
      assertEquals([status, body.code], [409, code]);
    }
  }));

Deno.test("DELETE with erase answers with a certificate, also the second time and for somebody unknown", () =>
  withApp(async (call, shop) => {
    const user = someUser(shop);
    const other = someUser(shop);
    someOrder(shop, user, someProduct(shop));
    const first = (await call(`DELETE /v1/users/${user.userId}?erase=true`)).body;
    assertEquals([first.records, first.stores], [1, [{ store: "Postgres", found: [{ place: "users", records: 1 }] }]]);
    assertEquals(shop.users.get(user.userId)?.name, "-");
    for (const records of [1, 0]) {
      const { status, body } = await call(`DELETE /v1/users/${other.userId}?erase=true`);
      assertEquals([status, body.records, body.userDigest.length], [200, records, 64]);
    }
    assertEquals((await call("DELETE /v1/users/nobody?erase=true")).status, 200);
    assertEquals((await call("DELETE /v1/products/P-1?erase=true")).status, 400);
  }));
