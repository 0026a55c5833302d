import { assert, assertEquals, assertMatch } from "@std/assert";
import { withApp } from "../../../testing/http/call.ts";

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
        ? [...body.matchAll(/from "\.\/([\w.]+)"/g)].map(([, name]) => `/assets/${name}`)
        : [...body.matchAll(/(?:src|href)="(\/assets[^"]+)"/g)].map(([, path]) => path as string);
      wanted.push(...references);
    }
    assert(seen.has("/assets/rates.js") && seen.has("/assets/uplot.js"), [...seen].join(" "));
  }));

Deno.test("page has nothing inline, which its policy would refuse", () =>
  withApp(async (call) => {
    const { body } = await call("GET /");
    assertEquals(/<style|\sstyle=|<script(?![^>]*src=)|\son\w+=|https?:\/\//.exec(body)?.[0], undefined);
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

Deno.test("pageRoutes serves assets and no other files", () =>
  withApp(async (call) => {
    for (const path of ["/assets/page_routes.ts", "/assets/../app.ts", "/assets/%2e%2e/app.ts", "/assets/"]) {
      assertEquals((await call(`GET ${path}`)).status, 404, path);
    }
  }));
