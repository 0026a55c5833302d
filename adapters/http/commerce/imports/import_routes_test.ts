import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { gzipSync } from "node:zlib";
import { tmpdir } from "node:os";
import { Outage } from "../../../../application/shared/fault.ts";
import { type Called, withApp } from "../../../../testing/http/call.ts";
import { type FakeShop, fakeShop } from "../../../../testing/http/fake_shop.ts";
import { sha256 } from "../../../system/sha256.ts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const FILE = [
  HEADER,
  "700001,85123A,HEART HOLDER,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
  "700001,71053,LANTERN,6,2010-12-01 08:26:00,3.39,17850,United Kingdom",
  "C700002,85123A,HEART HOLDER,-2,2010-12-02 09:00:00,2.55,17850,United Kingdom",
].join("\n");

type Send = (
  query: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers?: Record<string, string>,
) => Promise<Called>;

function withImports(
  test: (send: Send, shop: FakeShop, call: (route: string) => Promise<Called>) => Promise<void>,
  options = {},
) {
  const shop = fakeShop();
  return withApp(
    (call) =>
      test(
        (query, body, headers = {}) => {
          const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
          return call(`POST /v1/imports${query}`, {
            body: new Blob([bytes]).stream(),
            headers: { "content-type": "application/octet-stream", ...headers },
          });
        },
        shop,
        call,
      ),
    options,
    shop,
  );
}

async function kept(): Promise<string[]> {
  const names = await Array.fromAsync(Deno.readDir(tmpdir()), ({ name }) => name);
  return names.filter((name) => name.startsWith("tillstream-upload-"));
}

Deno.test("a file is shown first, imported with commit=true, listed, and taken back", () =>
  withImports(async (send, shop, call) => {
    const before = await kept();
    const shown = await send("?file=december.csv", FILE);
    assertEquals(shown.status, 200);
    const { digest, profile, encoding, rates, ready, lines, orders, cancellations, samples, questions } = shown.body;
    assertEquals([profile, encoding, rates, ready], ["online-retail", "utf-8", { GBP: 1700 }, true]);
    assertEquals([lines, orders, cancellations, samples.length, questions], [3, 3, 1, 3, []]);
    assertEquals([samples[0].productName, samples[0].totalAmount], ["HEART HOLDER", 26_010]);
    assertEquals([shop.orders.size, (await call("GET /v1/imports")).body], [0, { items: [], nextCursor: null }]);

    const done = await send(`?commit=true&via=postgres&file=december.csv&digest=${digest}`, FILE);
    assertEquals([done.status, done.headers.get("location")], [201, "/v1/imports/1"]);
    const { run, stored, balanced, enough, rejectedLines } = done.body;
    assertEquals([run, stored, balanced, enough, rejectedLines], [1, 3, true, true, []]);
    assertEquals([...shop.orders.values()].map(({ importRun }) => importRun), [1, 1, 1]);

    const again = await send("?commit=true&via=postgres", new Uint8Array(gzipSync(FILE)));
    assertEquals([again.body.stored, again.body.alreadyThere], [0, 3]);
    const page = await call("GET /v1/imports?limit=1");
    assertEquals([page.body.items[0].run, page.body.items[0].state], [2, "done"]);
    const rest = await call(`GET /v1/imports?limit=1&cursor=${page.body.nextCursor}`);
    assertEquals([rest.body.items[0].file, rest.body.nextCursor], ["december.csv", null]);

    assertEquals((await call("GET /v1/imports/1")).body.stored, 3);
    const undone = await call("POST /v1/imports/1/undo");
    assertEquals([undone.status, undone.body.orders, shop.orders.size], [200, 3, 0]);
    assertEquals((await call("GET /v1/imports/1")).body.state, "undone");
    assertEquals(await kept(), before, "nothing of a file stays");
  }));

Deno.test("an import says what is missing, in this API's words, and stores nothing", () =>
  withImports(async (send, shop) => {
    const woo = "Order Number,Order Status,Order Date,SKU,Item #,Item Name,Quantity,Item Cost\n" +
      "1234,Completed,2026-03-02 10:15,MUG-1,1,Mug,1,18.00";
    const shown = await send("", woo);
    assertEquals([shown.status, shown.body.ready], [200, false]);
    assertEquals(shown.body.questions, [
      "nothing tells the currency of its amounts: give currency, such as currency=KRW",
    ]);
    const refused = await send("?commit=true&currency=EUR", woo);
    assertEquals([refused.status, refused.body.code], [422, "import_questions"]);
    assertStringIncludes(refused.body.detail, "upload (WooCommerce orders): its amounts are in EUR");
    assertStringIncludes(refused.body.detail, "give rate=<won for one>");
    assertEquals((await send("?commit=true&currency=EUR&rate=1500&via=postgres", woo)).status, 201);
    assertEquals([...shop.orders.values()].map(({ totalAmount }) => totalAmount), [27_000]);
  }));

Deno.test("an import refuses by name what is no file of orders", () =>
  withImports(async (send, shop) => {
    const cases: readonly (readonly [string, string | Uint8Array<ArrayBuffer>, number, string, RegExp])[] = [
      ["", "", 422, "unusable_file", /it is empty/],
      ["?file=notes.txt", "a,b\n1,2", 422, "unusable_file", /^Cannot read notes\.txt: its columns are of no known/],
      ["", `${HEADER},Quantity\n`, 422, "unusable_file", /the column Quantity is there twice/],
      [
        "?file=a.gz",
        new Uint8Array(gzipSync(FILE).subarray(0, 60)),
        422,
        "unusable_file",
        /^Cannot read a\.gz: the archive is damaged/,
      ],
      ["?commit=true", HEADER, 422, "nothing_to_import", /no lines below its header/],
      ["?commit=true", `${HEADER}\n1,A,B,none,2010-12-01,1,2,UK`, 422, "nothing_to_import", /all 1 lines.*Quantity/],
      ["?encoding=klingon", FILE, 400, "invalid_input", /encoding: expected one such as utf-8/],
      ["?map=orders=x", FILE, 400, "invalid_input", /map: expected pairs such as/],
      ["?accept=all", FILE, 400, "invalid_input", /accept: expected a share such as 99%/],
      ["?shop=a%20b", FILE, 400, "invalid_input", /shop: expected a name/],
      [`?commit=true&digest=${"0".repeat(64)}`, FILE, 400, "invalid_input", /not the one that was previewed/],
    ];
    for (const [query, body, status, code, says] of cases) {
      const answer = await send(query, body);
      assertEquals([answer.status, answer.body.code], [status, code], `${query} ${answer.body.detail}`);
      assertMatch(answer.body.detail, says);
      assert(!answer.body.detail.includes(tmpdir() + "/"), answer.body.detail);
    }
    const form = await send("", FILE, { "content-type": "multipart/form-data; boundary=x" });
    assertEquals([form.status, form.body.code], [415, "unsupported_media_type"]);
    assertEquals(shop.orders.size, 0);
  }));

Deno.test("an import takes more than other routes, up to its own limit", () =>
  withImports(async (send) => {
    const lines = Array.from({ length: 200 }, (_, n) => `70${n},85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,UK`);
    const large = [HEADER, ...lines].join("\n");
    assertEquals((await send("", large)).body.lines, 200);
    const before = await kept();
    const refused = await send("", `${large}\n${large}`);
    assertEquals([refused.status, refused.body.code], [413, "body_too_large"]);
    const announced = await send("", FILE, { "content-length": "9000000" });
    assertEquals([announced.status, announced.body.code], [413, "body_too_large"]);
    assertEquals(await kept(), before);
  }, { bodyLimit: 1_024, importLimit: 14_000 }));

Deno.test("an import needs the scope write, its list read", () => {
  const shop = fakeShop();
  const key = { scopes: ["read"], stores: null, expiresAt: null, revokedAt: null };
  const apiKeys = { find: () => Promise.resolve(key) } as never;
  return withApp(
    async (call) => {
      const headers = { authorization: "Bearer reader" };
      assertEquals((await call("GET /v1/imports", { headers })).status, 200);
      for (const route of ["POST /v1/imports", "POST /v1/imports/1/undo"]) {
        const { status, body } = await call(route, { headers, body: FILE });
        assertEquals([status, body.code], [403, "insufficient_scope"], route);
      }
    },
    { apiKeys: [sha256("another")], loopback: false },
    { ...shop, deps: { ...shop.deps, apiKeys } },
  );
});

Deno.test("as many files as may be are read at once; the next is told when to come back", () =>
  withImports(async (send, _, call) => {
    const gate = Promise.withResolvers<void>();
    const slow = () =>
      new ReadableStream({
        async pull(controller) {
          await gate.promise;
          controller.enqueue(new TextEncoder().encode(FILE));
          controller.close();
        },
      });
    const under = [1, 2].map(() =>
      (call as (route: string, options: object) => Promise<Called>)("POST /v1/imports", {
        body: slow(),
        headers: { "content-type": "text/csv" },
      })
    );
    await new Promise((resolve) => setTimeout(resolve));
    const refused = await send("", FILE);
    assertEquals([refused.status, refused.body.code], [503, "too_many_imports"]);
    assert(Number(refused.headers.get("retry-after")) > 0);
    gate.resolve();
    assertEquals((await Promise.all(under)).map(({ status }) => status), [200, 200]);
    assertEquals((await send("", FILE)).status, 200);
  }));

Deno.test("an outage is a 503, and the same file sent again goes on", () =>
  withImports(async (send, shop, call) => {
    shop.fault.store = new Outage("Postgres", "away");
    assertEquals((await send("?commit=true", FILE)).status, 503);
    assertEquals((await call("GET /v1/imports/1")).body.state, "unfinished");
    delete shop.fault.store;
    const done = await send("?commit=true", FILE);
    assertEquals([done.status, done.body.run, done.body.stored], [201, 1, 3]);
  }));

Deno.test("an undo names what there is not, and what has been changed since", () =>
  withImports(async (send, shop, call) => {
    assertEquals((await call("POST /v1/imports/9/undo")).body.detail.includes("GET /v1/imports names them"), true);
    assertEquals((await call("GET /v1/imports/9")).body.code, "unknown_run");
    assertEquals((await call("GET /v1/imports/none")).status, 400);
    assertEquals((await call("GET /v1/imports?cursor=none")).status, 400);
    await send("?commit=true", FILE);
    const [first] = shop.orders.values();
    shop.orders.set(first!.orderId, { ...first!, status: "RETURNED" });
    const refused = await call("POST /v1/imports/1/undo");
    assertEquals([refused.status, refused.body.code], [409, "orders_changed"]);
    assertStringIncludes(refused.body.detail, "force=true takes them back too");
    assertEquals((await call("POST /v1/imports/1/undo?force=true")).body.orders, 3);
  }));

Deno.test("orders and customers of two shops don't meet", () =>
  withImports(async (send, shop) => {
    await send("?commit=true&shop=gangnam", FILE);
    await send("?commit=true&shop=hongdae", FILE);
    const { body } = await send("?commit=true&shop=gangnam", FILE);
    assertEquals([body.stored, body.alreadyThere, shop.orders.size], [0, 3, 6]);
    const invoices = new Set([...shop.orders.values()].map(({ invoice }) => invoice));
    assertEquals([...invoices].filter((invoice) => invoice!.startsWith("gangnam:")).length, 2);
    assertEquals(new Set([...shop.orders.values()].map(({ userId }) => userId)).size, 2);
  }));

Deno.test("a till's file becomes a store's sales, and needs no name of a shop", () => {
  const shop = fakeShop();
  const stores: string[] = [];
  const imports = {
    ...shop.deps.commerce.imports,
    importSales: async (lines: AsyncIterable<unknown>, { source }: { source: { storeId: string } }) => {
      stores.push(source.storeId);
      const count = (await Array.fromAsync(lines)).length;
      const counts = { lines: count, stored: count - 1, alreadyThere: 0, rejected: 1, differing: 1, days: 1 };
      return { ok: true as const, value: { run: 4, ...counts } };
    },
  };
  const deps = { ...shop.deps, commerce: { ...shop.deps.commerce, imports } };
  return withApp(
    async (call) => {
      const send = (query: string) =>
        call(`POST /v1/imports?commit=true&${query}`, {
          body: new Blob([FILE]).stream(),
          headers: { "content-type": "text/csv" },
        });
      const done = await send("sales=gangnam");
      assertEquals([done.status, done.headers.get("location")], [201, "/v1/imports/4"]);
      assertEquals([done.body.storeId, done.body.stored, done.body.enough, stores], ["gangnam", 2, false, ["gangnam"]]);
      assertEquals((await send("sales=gangnam&accept=60%25")).body.enough, true);
      assertEquals((await send("sales=gangnam&shop=hongdae")).body.errors[0].at, "shop");
    },
    {},
    { ...shop, deps },
  );
});
