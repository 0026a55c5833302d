import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { MemoryReportCache } from "../../memory/store/report_cache.ts";
import { MemoryStoreBooks } from "../../../testing/memory/store/store_books.ts";
import type { ReportCache } from "../../../application/store/ports/reports.ts";
import { Outage } from "../../../application/shared/fault.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { reportsOn } from "../../../testing/ports/reports.ts";
import type { HttpDeps } from "../deps.ts";
import { type Called, type CallOptions, withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";

const SALE = { saleId: "R-1", menu: "김치찌개", price: 9_000, quantity: 2, soldAt: "2026-03-02T11:10:00+09:00" };

type Call = (route: string, options?: CallOptions) => Promise<Called>;
interface Scene {
  readonly call: Call;
  readonly shop: { now: Date };
  /** Whether the cache is unreachable from now on. */
  readonly cache: { isAway: boolean };
}

/** The routes on a database of their own; it is noon of 2 March in Seoul, and store 1 has sold two dishes. */
async function withReports(test: (scene: Scene) => Promise<void>): Promise<void> {
  await using database = await temporaryDatabase();
  const shop = fakeShop();
  const away = { isAway: false };
  const memory = new MemoryReportCache({ now: () => shop.now.getTime() });
  const cache = new Proxy<ReportCache>(memory, {
    get: (target, name: keyof ReportCache) => (...args: never[]) =>
      away.isAway
        ? Promise.reject(new Outage("Redis", new Error("away")))
        : (target[name] as (...args: never[]) => Promise<unknown>).apply(target, args),
  });
  const reports = reportsOn(database.sql, { cache, clock: () => shop.now, retryCacheAfterMs: 0 });
  await reports.sell("1", [SALE]);
  const figures = new MemoryStoreBooks(() => shop.now);
  // Other routes of the store manager are not called.
  const store = { stores: reports.stores, sales: reports.sales, figures, subscriber: reports.subscriber, reports };
  const deps = { ...shop.deps, store: store as unknown as NonNullable<HttpDeps["store"]> };
  await withApp((call) => test({ call, shop, cache: away }), {}, { ...shop, deps });
  await reports.reports.settle();
}

const SALES = "/v1/stores/1/reports/2026-03-02/sales";

Deno.test("GET report computes it once and then has it in the cache, and says so", () =>
  withReports(async ({ call }) => {
    const first = await call(`GET ${SALES}`);
    assertEquals(first.status, 200);
    assertEquals(first.headers.get("cache-status"), "Tillstream; fwd=uri-miss; stored; ttl=540");
    const { figures, day, completeness, asOf, category } = first.body;
    assertEquals([figures.amount, figures.quantity, category, asOf], [18_000, 2, "sales", "2026-03-02T03:00:00.000Z"]);
    assertEquals([day.isOpen, completeness.isComplete, completeness.sales], [true, false, 1]);
    const second = await call(`GET ${SALES}`);
    assertEquals(second.headers.get("cache-status"), "Tillstream; hit; ttl=540");
    assertEquals(second.body, first.body);
    assertEquals((await call("GET /v1/stores/1/reports/today/sales")).body, first.body);
  }));

Deno.test("GET report answers 304 to the tag it gave, until a sale changes the report", () =>
  withReports(async ({ call }) => {
    const { headers } = await call(`GET ${SALES}`);
    const etag = headers.get("etag")!;
    assertMatch(etag, /^W\/"\d+-open-en"$/);
    const ask = (tag: string) => call(`GET ${SALES}`, { headers: { "if-none-match": tag } });
    for (const tag of [etag, `"other", ${etag}`, etag.slice(2), "*"]) {
      const { status, body } = await ask(tag);
      assertEquals([status, body], [304, ""], tag);
    }
    assertEquals((await ask('"other"')).status, 200);
    await call("POST /v1/stores/1/sales", { body: { ...SALE, saleId: "R-2" } });
    const after = await ask(etag);
    assertEquals([after.status, after.body.figures.amount], [200, 36_000]);
  }));

Deno.test("GET report has every category, and each fits its schema's fields", () =>
  withReports(async ({ call }) => {
    const get = async (category: string) => (await call(`GET /v1/stores/1/reports/2026-03-02/${category}`)).body;
    assertEquals((await get("menu")).figures.menus, [
      { menu: "김치찌개", amount: 18_000, quantity: 2, sales: 1, share: 1, rank: 1 },
    ]);
    const { hours } = (await get("hours")).figures;
    assertEquals([hours.length, hours[11].clock, hours[11].amount, hours[12].amount], [24, "11:00", 18_000, 0]);
    const summary = await get("summary");
    assertEquals(summary.figures.weekBefore, { date: "2026-02-23", amount: 0, change: null });
    assertEquals(
      summary.text,
      "2026-03-02, until 12:00: 18,000 won from 1 sales. Best: 김치찌개. Busiest hour: 11:00.",
    );
    const inKorean = await call("GET /v1/stores/1/reports/2026-03-02/summary", {
      headers: { "accept-language": "ko-KR,ko;q=0.9" },
    });
    assertMatch(inKorean.body.text, /^2026-03-02 12:00까지: 매출 18,000원/);
    assertEquals([inKorean.headers.get("vary"), inKorean.headers.get("cache-status")!.includes("; hit")], [
      "accept-language",
      true,
    ]);
    assertEquals((await call("GET /v1/stores/1/reports/2026-03-02/summary?lang=ko")).body.text, inKorean.body.text);
  }));

Deno.test("PUT report writes through, and takes back", () =>
  withReports(async ({ call, shop }) => {
    const put = (body: unknown) => call(`PUT ${SALES}`, { body });
    await call(`GET ${SALES}`);
    const written = await put({ text: "비가 왔다" });
    assertEquals([written.status, written.body.text, written.body.figures.amount], [200, "비가 왔다", 18_000]);
    assertStringIncludes(written.headers.get("cache-status")!, "stored");
    const read = await call(`GET ${SALES}`);
    assertEquals([read.body, read.headers.get("cache-status")!.includes("; hit")], [written.body, true]);
    assertEquals(read.body.written.at, shop.now.toISOString());
    const figures = { ...written.body.figures, amount: 20_000 };
    assertEquals((await put({ text: "counted by hand", figures })).body.figures.amount, 20_000);
    assertEquals((await put({ text: null })).body.written, null);
    for (const body of [{}, { text: 5 }, { text: "x", figures: { amount: "many" } }, { txt: "x" }, []]) {
      const { status, body: problem } = await put(body);
      assertEquals([status, problem.code], [400, "invalid_input"], JSON.stringify(body));
    }
  }));

Deno.test("DELETE reports says how many of the store's it removed from the cache, and nothing is lost", () =>
  withReports(async ({ call }) => {
    for (const category of ["sales", "menu", "hours"]) await call(`GET /v1/stores/1/reports/2026-03-02/${category}`);
    await call("POST /v1/stores/10/sales", { body: SALE });
    await call("GET /v1/stores/10/reports/2026-03-02/sales");
    const reset = await call("DELETE /v1/stores/1/reports");
    assertEquals([reset.status, reset.body], [200, { storeId: "1", removed: 3 }]);
    const anew = await call(`GET ${SALES}`);
    assertEquals([anew.headers.get("cache-status")!.includes("stored"), anew.body.figures.amount], [true, 18_000]);
    const others = await call("GET /v1/stores/10/reports/2026-03-02/sales");
    assertStringIncludes(others.headers.get("cache-status")!, "; hit");
  }));

Deno.test("without the cache reports are served all the same, and only what is about the cache is refused", () =>
  withReports(async ({ call, cache }) => {
    await call(`GET ${SALES}`);
    cache.isAway = true;
    const posted = await call("POST /v1/stores/1/sales", { body: { ...SALE, saleId: "R-2" } });
    assertEquals(posted.status, 201);
    const read = await call(`GET ${SALES}`);
    assertEquals([read.status, read.body.figures.amount], [200, 36_000]);
    assertEquals(read.headers.get("cache-status"), "Tillstream; fwd=bypass; detail=cache-away");
    assertEquals((await call(`PUT ${SALES}`, { body: { text: "x" } })).status, 200);
    const reset = await call("DELETE /v1/stores/1/reports");
    assertEquals([reset.status, reset.body.code], [503, "unavailable"]);
  }));

Deno.test("report routes refuse what is no store, no day, no category, and days to come", () =>
  withReports(async ({ call }) => {
    const cases = {
      "/v1/stores/2/reports/2026-03-02/sales": [404, "unknown_store"],
      "/v1/stores/2/reports/today/sales": [404, "unknown_store"],
      "/v1/stores/1/reports/2026-03-03/sales": [404, "day_not_begun"],
      "/v1/stores/1/reports/2026-02-30/sales": [400, "invalid_input"],
      "/v1/stores/1/reports/yesterday/sales": [400, "invalid_input"],
      "/v1/stores/1/reports/2026-03-02/profit": [400, "invalid_input"],
      "/v1/stores/1%3A2/reports/2026-03-02/sales": [400, "invalid_input"],
      "/v1/stores/*/reports/2026-03-02/sales": [400, "invalid_input"],
    } as const;
    for (const [path, [status, code]] of Object.entries(cases)) {
      for (const [method, options] of [["GET", {}], ["PUT", { body: { text: "x" } }]] as const) {
        const answer = await call(`${method} ${path}`, options);
        assertEquals([answer.status, answer.body.code], [status, code], `${method} ${path}`);
      }
    }
    for (const id of ["*", "1%3A2", "%7B1%7D"]) {
      const reset = await call(`DELETE /v1/stores/${id}/reports`);
      assertEquals([reset.status, reset.body.code], [400, "invalid_input"], id);
    }
    const document = (await call("GET /openapi.json")).body;
    assert(document.paths["/v1/stores/{store}/reports/{date}/{category}"].get.responses["304"]);
  }));
