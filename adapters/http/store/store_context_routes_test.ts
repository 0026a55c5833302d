import { Validator } from "@seriousme/openapi-schema-validator";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { MemoryStoreBooks } from "../../../testing/memory/store/store_books.ts";
import type { BusinessDay } from "../../../domain/store/business_day.ts";
import { type Called, type CallOptions, withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";

const SALE = { saleId: "R-1", menu: "김치찌개", price: 9_000, quantity: 2, soldAt: "2026-03-02T11:10:00+09:00" };

interface Manager {
  readonly call: (route: string, options?: CallOptions) => Promise<Called>;
  /** What the subscriber was notified of. */
  readonly notified: (readonly [what: string, store: string, ...days: readonly BusinessDay[]])[];
  readonly faults: unknown[];
  /** What the subscriber throws from now on. */
  fault?: Error;
}

/** The routes over books in memory; it is noon of 2 March in Seoul. */
async function withManager(test: (manager: Manager) => Promise<void>): Promise<void> {
  const shop = fakeShop();
  const books = new MemoryStoreBooks(() => shop.now);
  const notified: Manager["notified"] = [];
  const faults: unknown[] = [];
  let manager: Manager;
  const notify = (...what: Manager["notified"][number]) => {
    notified.push(what);
    return manager.fault ? Promise.reject(manager.fault) : Promise.resolve();
  };
  const subscriber = {
    onSalesStored: (store: { storeId: string }, days: readonly BusinessDay[]) =>
      notify("sales", store.storeId, ...days),
    onHoursChanged: (store: { storeId: string }) => notify("hours", store.storeId),
    onFault: (error: unknown) => void faults.push(error),
  };
  const deps = { ...shop.deps, store: { stores: books, sales: books, figures: books, subscriber } };
  await withApp(
    (call) => test(manager = { call, notified, faults }),
    {},
    { ...shop, deps: deps as unknown as typeof shop.deps },
  );
}

Deno.test("POST sales stores one or a list, makes the store on its first use, and notifies the subscriber", () =>
  withManager(async ({ call, notified }) => {
    const one = await call("POST /v1/stores/1/sales", { body: SALE });
    assertEquals([one.status, one.body], [201, {
      storeId: "1",
      stored: ["R-1"],
      duplicates: [],
      days: ["2026-03-02"],
      receivedAt: "2026-03-02T03:00:00.000Z",
    }]);
    const yesterday = { ...SALE, saleId: "R-2", menu: "냉면", soldAt: "2026-03-01T23:00:00+09:00" };
    const list = await call("POST /v1/stores/1/sales", { body: [SALE, yesterday, yesterday] });
    assertEquals([list.status, list.body.stored, list.body.duplicates], [201, ["R-2"], ["R-1", "R-2"]]);
    const again = await call("POST /v1/stores/1/sales", { body: [SALE, yesterday] });
    assertEquals([again.status, again.body.stored, again.body.duplicates], [200, [], ["R-1", "R-2"]]);
    assertEquals(notified, [
      ["sales", "1", "2026-03-02"],
      ["sales", "1", "2026-03-01", "2026-03-02"],
      ["sales", "1", "2026-03-01", "2026-03-02"],
    ] as never);
    const store = (await call("GET /v1/stores/1")).body;
    assertEquals([store.name, store.timeZone, store.closingTime], ["1", "Asia/Seoul", "00:00"]);
  }));

Deno.test("POST sales refuses an id with other content by its place, stores nothing of the list, and sends no notification", () =>
  withManager(async ({ call, notified }) => {
    await call("POST /v1/stores/1/sales", { body: SALE });
    const fresh = { ...SALE, saleId: "R-2" };
    const { status, body } = await call("POST /v1/stores/1/sales", { body: [fresh, { ...SALE, quantity: 3 }] });
    assertEquals([status, body.code, body.errors.length, body.errors[0].at], [409, "sale_conflict", 1, "[1]"]);
    assertStringIncludes(body.detail, "R-1");
    const within = await call("POST /v1/stores/1/sales", { body: [fresh, { ...fresh, price: 1 }] });
    assertEquals([within.status, within.body.code, within.body.errors[0].at], [409, "sale_conflict", "[1]"]);
    assertEquals((await call("POST /v1/stores/1/sales", { body: { ...SALE, price: 1 } })).body.errors[0].at, "");
    assertEquals(notified.length, 1);
    assertEquals((await call("GET /v1/stores/1/menu-comparison")).body.recent.lines, 1);
  }));

Deno.test("POST sales refuses what is wrong with every fault by its place", () =>
  withManager(async ({ call }) => {
    const wrong = [
      SALE,
      { ...SALE, saleId: "", quantity: 0 },
      { ...SALE, menu: " ", price: -1 },
      { ...SALE, soldAt: "2026-03-02T12:10:00" },
      { ...SALE, soldAt: "2026-03-02T12:05:01+09:00" },
      { ...SALE, sold_at: 1 },
      "냉면",
    ];
    const { status, body } = await call("POST /v1/stores/1/sales", { body: wrong });
    assertEquals([status, body.code], [400, "invalid_input"]);
    assertEquals(body.errors.map(({ at }: { at: string }) => at), [
      "[1].saleId",
      "[1].quantity",
      "[2].menu",
      "[2].price",
      "[3].soldAt",
      "[4].soldAt",
      "[5]",
      "[6]",
    ]);
    assertEquals((await call("POST /v1/stores/1/sales", { body: wrong[1] })).body.errors[0].at, "saleId");
    for (const body of [[], Array.from({ length: 1_001 }, () => SALE)]) {
      assertEquals((await call("POST /v1/stores/1/sales", { body })).body.code, "invalid_input");
    }
    assertEquals((await call("POST /v1/stores/a:b/sales", { body: SALE })).body.code, "invalid_input");
    assertEquals((await call("GET /v1/stores/1")).status, 404);
  }));

Deno.test("POST sales answers well where the subscriber fails: the sales are stored, and the fault is passed on", () =>
  withManager(async (manager) => {
    manager.fault = new Error("the cache is unreachable");
    assertEquals((await manager.call("POST /v1/stores/1/sales", { body: SALE })).status, 201);
    assertEquals(manager.faults, [manager.fault]);
  }));

Deno.test("PUT store makes it, changes it, and notifies the subscriber of other hours alone", () =>
  withManager(async ({ call, notified }) => {
    const made = await call("PUT /v1/stores/hongdae", { body: { name: "홍대점", closingTime: "04:00" } });
    assertEquals([made.status, made.body.timeZone, made.body.closingTime], [201, "Asia/Seoul", "04:00"]);
    const renamed = await call("PUT /v1/stores/hongdae", { body: { name: "홍대입구점", closingTime: "04:00" } });
    assertEquals([renamed.status, renamed.body.name, notified.length], [200, "홍대입구점", 0]);
    await call("PUT /v1/stores/hongdae", { body: { timeZone: "Europe/Berlin" } });
    assertEquals(notified, [["hours", "hongdae"]] as never);
    const { body } = await call("GET /v1/stores/hongdae");
    assertEquals([body.name, body.timeZone, body.closingTime], ["hongdae", "Europe/Berlin", "00:00"]);
  }));

Deno.test("PUT store refuses zones without a name, closing times of the afternoon, and fields it does not know", () =>
  withManager(async ({ call }) => {
    for (
      const [settings, at] of [
        [{ timeZone: "+09:00" }, "timeZone"],
        [{ timeZone: "Asia/Soul" }, "timeZone"],
        [{ closingTime: "22:00" }, "closingTime"],
        [{ closingTime: "4:00" }, "closingTime"],
        [{ name: "" }, "name"],
        [{ time_zone: "Asia/Seoul" }, "the store"],
      ] as const
    ) {
      const { status, body } = await call("PUT /v1/stores/1", { body: settings });
      assertEquals([status, body.code, body.errors.length], [400, "invalid_input", 1], JSON.stringify(settings));
      if (at !== "the store") assertEquals(body.errors[0].at, at);
    }
    assertEquals((await call("GET /v1/stores/1")).body.code, "unknown_store");
  }));

Deno.test("GET menu-comparison compares as of now, as of a time, or with the whole of a day, and says which", () =>
  withManager(async ({ call }) => {
    const sale = (saleId: string, soldAt: string, more: object = {}) => ({ ...SALE, saleId, soldAt, ...more });
    await call("POST /v1/stores/1/sales", {
      body: [
        sale("1", "2026-03-02T09:00:00+09:00"),
        sale("2", "2026-03-02T11:00:00+09:00", { menu: "냉면" }),
        sale("3", "2026-02-22T11:00:00+09:00"),
      ],
    });
    const now = (await call("GET /v1/stores/1/menu-comparison")).body;
    assertEquals([now.asOf, now.openDay, now.timeZone], ["2026-03-02T03:00:00.000Z", "2026-03-02", "Asia/Seoul"]);
    assertEquals([now.recent.firstDay, now.recent.lastDay, now.recent.isComplete], ["2026-02-24", "2026-03-02", false]);
    assertEquals([now.previous.firstDay, now.previous.lastDay], ["2026-02-17", "2026-02-23"]);
    assertEquals([now.previous.isComplete, now.previous.lateLines, now.recent.lines], [true, 1, 2]);
    assertEquals(now.menus.map(({ menu, status, rankChange }: Record<string, unknown>) => [menu, status, rankChange]), [
      ["김치찌개", "kept", 0],
      ["냉면", "new", null],
    ]);

    const before = (await call("GET /v1/stores/1/menu-comparison?asOf=2026-03-02T10:00:00%2B09:00")).body;
    assertEquals([before.asOf, before.recent.lines], ["2026-03-02T01:00:00.000Z", 1]);
    const day = (await call("GET /v1/stores/1/menu-comparison?asOf=2026-02-22")).body;
    assertEquals([day.asOf, day.openDay, day.recent.lines], ["2026-02-22T14:59:59.999Z", null, 1]);
    assertEquals(day.recent.isComplete, true);
  }));

Deno.test("GET menu-comparison refuses days ahead, what is no time, and stores that are not there", () =>
  withManager(async ({ call }) => {
    await call("POST /v1/stores/1/sales", { body: SALE });
    for (const asOf of ["2026-03-03", "2026-03-03T00:00:00Z", "2026-02-30", "2026-03-02T10:00:00", "yesterday"]) {
      const { status, body } = await call(`GET /v1/stores/1/menu-comparison?asOf=${asOf}`);
      assertEquals([status, body.code, body.errors[0].at], [400, "invalid_input", "asOf"], asOf);
    }
    assertEquals((await call("GET /v1/stores/1/menu-comparison?asOf=2026-03-02T23:00:00%2B09:00")).status, 200);
    for (const store of ["2", "a:b", "*"]) {
      assertEquals((await call(`GET /v1/stores/${store}/menu-comparison`)).body.code, "unknown_store");
    }
  }));

Deno.test("openapi.json with the store manager is valid, and its examples are accepted", () =>
  withManager(async ({ call }) => {
    const { body: document } = await call("GET /openapi.json");
    const { valid, errors } = await new Validator().validate(document);
    assert(valid, JSON.stringify(errors));
    for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      assert(document.components.schemas[name!], name);
    }
    const exampleOf = (path: string, method: string) => (
      Object.values<{ value: object }>(document.paths[path][method].requestBody.content["application/json"].examples)
    );
    for (const { value } of exampleOf("/v1/stores/{store}", "put")) {
      assertEquals((await call("PUT /v1/stores/1", { body: value })).status, 201);
    }
    for (const { value } of exampleOf("/v1/stores/{store}/sales", "post")) {
      const sales = [value].flat().map((sale) => ({ ...sale, soldAt: "2026-03-02T11:10:00+09:00" }));
      assert((await call("POST /v1/stores/1/sales", { body: sales })).status < 300);
    }
  }));
