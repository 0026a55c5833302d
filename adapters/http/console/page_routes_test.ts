import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { busyShop } from "../../../testing/http/busy_shop.ts";
import { sha256 } from "../../system/sha256.ts";
import { withApp } from "../../../testing/http/call.ts";
import { FILES, PACKAGES } from "./page_assets.ts";
import { browserModule, RELEASE } from "./page_routes.ts";

Deno.test("page is served with everything it requests", () =>
  withApp(async (call) => {
    const wanted = ["/"];
    const seen = new Set<string>();
    for (const address of wanted) {
      if (seen.has(address)) continue;
      seen.add(address);
      const { status, headers, body } = await call(`GET ${address}`);
      assertEquals(status, 200, address);
      assertMatch(headers.get("content-type")!, /charset=utf-8|svg/);
      const references = address.endsWith(".js")
        ? [...body.matchAll(/\bfrom\s*"([^"]+)"|=> import\("(\.[^"]+)"/g)].map(([, named, lazy]) =>
          addressOf(named ?? lazy!, address)
        )
        : [...body.matchAll(/(?:src|href)="(\/assets[^"]+)"/g)].map(([, path]) => path as string);
      wanted.push(...references);
    }
    for (const path of ["words/en.js", "rates.js", "uplot.js", "views/stores.js", "packages/preact.js"]) {
      assert(seen.has(`/assets/${RELEASE}/${path}`), [...seen].join(" "));
    }
  }));

/** As a browser resolves it: a name without a path is no address. */
function addressOf(specifier: string, module: string): string {
  assertMatch(specifier, /^(\/|\.\.?\/)/, module);
  return new URL(specifier, `http://page${module}`).pathname;
}

Deno.test("page is served at the address of every view, and at no other", () =>
  withApp(async (call) => {
    const { body } = await call("GET /stores");
    for (const path of ["/orders", "/orders/O-1", "/customers/seen/cust%2F1", "/stores", "/sourcing", "/operations"]) {
      const answer = await call(`GET ${path}`);
      assertEquals([answer.status, answer.body], [200, body], path);
    }
    assertEquals((await call("GET /order")).status, 404);
  }));

Deno.test("page shows today's figures without scripts, in the reader's language, and keeps them nowhere", async () => {
  const { shop, tick } = busyShop();
  tick(new Date("2026-03-02T03:00:00Z"));
  (shop.deps.commerce.lists as { dailySales: unknown }).dailySales = () => {
    const day = { day: "2026-03-02", lines: 2, orders: 2, units: 2 };
    const sold = [{ ...day, category: "식품", amount: 18_000 }, { ...day, category: "<b>도서</b>", amount: 9_000 }];
    return Promise.resolve({ items: sold, next: null });
  };
  await withApp(
    async (call) => {
      const korean = await call("GET /", { headers: { "accept-language": "ko-KR,ko;q=0.9,en;q=0.8" } });
      const plain = plainPart(korean.body);
      for (const part of ["오늘, 2026-03-02", "₩27,000", "<dd>4</dd>", "<dd>1,000</dd>"]) {
        assertStringIncludes(plain, part);
      }
      assertStringIncludes(korean.body, '<html lang="ko">');
      assertStringIncludes(korean.body, ">회원 등급<");
      const header = (name: string) => korean.headers.get(name);
      assertEquals([header("cache-control"), header("etag")], ["no-store", null]);
      assertStringIncludes(header("vary")!, "accept-language");
      assertStringIncludes(plainPart((await call("GET /")).body), "Today, 2026-03-02");

      shop.fault.store = new Outage("Postgres", new Error("away"));
      const away = plainPart((await call("GET /")).body);
      assertStringIncludes(away, "can’t be reached");
      assertEquals(away.includes("₩0"), false);
    },
    {},
    shop,
  );
});

Deno.test("page shows no figures without scripts where the API asks for keys", () =>
  withApp(async (call, shop) => {
    const { body, status } = await call("GET /");
    assertEquals([status, shop.summaries], [200, 0]);
    assertStringIncludes(plainPart(body), "asks for a key");
  }, { apiKeys: [sha256("right")] }));

function plainPart(page: string): string {
  return page.slice(page.indexOf('<section aria-labelledby="plain-title">'), page.lastIndexOf("</noscript>"));
}

Deno.test("browserModule replaces names of packages by addresses and nothing else", () => {
  assertEquals(
    browserModule(
      'import{h as r}from"preact";import { html } from "htm/preact"; import "./a.js"; const from = "htm";',
      "views/orders.js",
    ),
    'import{h as r}from"../packages/preact.js";import { html } from "../packages/htm_preact.js"; ' +
      'import "./a.js"; const from = "htm";',
  );
});

Deno.test("page's first view is below 100 KB when compressed, in each language", async () => {
  for (const other of ["words/ko.js", "words/en.js"]) {
    const files = Object.entries(FILES).filter(([name]) => !name.startsWith("views/") && name !== other);
    const sizes = [...files, ...Object.entries(PACKAGES)].map(([, text]) => compressedSize(text));
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    assert(bytes < 100_000, `${bytes} bytes without ${other}`);
  }
});

async function compressedSize(text: string): Promise<number> {
  return (await new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).bytes()).length;
}

Deno.test("page has nothing inline, which its policy would refuse", () =>
  withApp(async (call) => {
    const { body } = await call("GET /");
    assertEquals(/<style|\sstyle=|<script(?![^>]*src=)|\son\w+=|https?:\/\//.exec(body)?.[0], undefined);
  }));

Deno.test("pictures of other servers may be shown by the console, and by nothing else", () =>
  withApp(async (call) => {
    const imagesOf = async (path: string) =>
      /img-src ([^;]*)/.exec((await call(`GET ${path}`)).headers.get("content-security-policy")!)![1]!.trim();
    for (const path of ["/", "/sourcing", "/stores/x"]) assertEquals(await imagesOf(path), "'self' data: https:", path);
    for (const path of ["/docs", "/v1/commerce/summary", "/order", "/assets/icon.svg"]) {
      assertEquals(await imagesOf(path), "'self' data:", path);
    }
  }));

Deno.test("asset is sent once and then confirmed by its tag", () =>
  withApp(async (call) => {
    const first = await call("GET /assets/page.css");
    const etag = first.headers.get("etag")!;
    assertMatch(etag, /^"[\w-]{22}"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await call("GET /assets/page.css", { headers: { "if-none-match": tag } });
      assertEquals([again.status, again.body, again.headers.get("etag")], [304, "", etag]);
    }
    assertEquals((await call("GET /assets/page.css", { headers: { "if-none-match": '"old"' } })).status, 200);
  }));

Deno.test("asset is compressed where the browser can read it", () =>
  withApp(async (call) => {
    const plain = await call("GET /assets/page.css");
    assertEquals([plain.headers.get("content-encoding"), plain.headers.get("vary")], [null, "accept-encoding"]);
    const none = await call("GET /assets/page.css", { headers: { "accept-encoding": "br;q=0, gzip;q=0" } });
    assertEquals([none.headers.get("content-encoding"), none.body], [null, plain.body]);
    for (
      const [accepted, encoding] of [["gzip, deflate, br", "br"], ["gzip, br;q=0.5", "gzip"], ["*", "br"]] as const
    ) {
      const small = await call("GET /assets/page.css", { headers: { "accept-encoding": accepted } });
      assertEquals([small.headers.get("content-encoding"), small.headers.get("etag")], [
        encoding,
        `W/${plain.headers.get("etag")}`,
      ]);
      assert(small.body.length < plain.body.length / 2);
    }
  }));

Deno.test("pageRoutes serves assets and no other files", () =>
  withApp(async (call) => {
    for (const path of ["/assets/page_routes.ts", "/assets/../app.ts", "/assets/%2e%2e/app.ts", "/assets/"]) {
      assertEquals((await call(`GET ${path}`)).status, 404, path);
    }
  }));

Deno.test("page's files are kept under the address of their release, and the page itself under none", () =>
  withApp(async (call) => {
    const cached = async (path: string) => (await call(`GET ${path}`)).headers.get("cache-control");
    assertEquals(await cached(`/assets/${RELEASE}/views/orders.js`), "public, max-age=31536000, immutable");
    for (const path of ["/orders", "/assets/main.js", "/assets/0123456789ab/main.js"]) {
      assertEquals(await cached(path), "no-cache", path);
    }
    assertEquals(await cached("/"), "no-store");
    const { body } = await call("GET /");
    assertEquals([...body.matchAll(/"\/assets\/(?!\w{12}\/)[^"]*"/g)].map(([address]) => address), []);
  }));
