import { assert, assertEquals } from "@std/assert";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { fakeShop, someUser } from "../../../../testing/http/fake_shop.ts";
import { type App, createApp } from "../../app.ts";

async function withUsers(
  count: number,
  test: (ask: (path: string, init?: RequestInit) => Promise<Response>) => Promise<void>,
) {
  const shop = fakeShop();
  for (let nth = 0; nth < count; nth++) someUser(shop);
  const app: App = createApp(shop.deps, { rateLimit: false, stream: { maxListeners: 1 } });
  const connection = { remoteAddr: { hostname: "127.0.0.1" } };
  try {
    await test((path, init) => app.fetch(new Request(`http://localhost:8000${path}`, init), connection));
  } finally {
    app.close();
  }
}

const accepting = (encoding: string) => ({ headers: { "accept-encoding": encoding } });

Deno.test("compression sends JSON as the client reads it best, and as it is to others", () =>
  withUsers(20, async (ask) => {
    const plain = await ask("/v1/users");
    const text = await plain.text();
    assertEquals([plain.headers.get("content-encoding"), plain.headers.get("vary")], [null, "Accept-Encoding"]);
    for (
      const [accepted, encoding, decode] of [["gzip, br", "br", brotliDecompressSync], [
        "gzip",
        "gzip",
        gunzipSync,
      ]] as const
    ) {
      const small = await ask("/v1/users", accepting(accepted));
      assertEquals(small.headers.get("content-encoding"), encoding);
      const body = await small.bytes();
      assert(body.length < text.length / 2);
      assertEquals(new TextDecoder().decode(decode(body)), text);
    }
    for (const none of ["identity", "br;q=0", "deflate"]) {
      assertEquals((await ask("/v1/users", accepting(none))).headers.get("content-encoding"), null, none);
    }
  }));

Deno.test("compression leaves small answers, tagged ones and streams as they are", () =>
  withUsers(1, async (ask) => {
    for (const path of ["/v1/users", "/v1/users/U-1", "/v1/commerce/stream", "/v1/users/U-none"]) {
      const { headers, body } = await ask(path, accepting("br, gzip"));
      assertEquals(headers.get("content-encoding"), null, path);
      await body?.cancel();
    }
  }));

Deno.test("app answers HEAD with the headers of GET, and no stream goes on for it", () =>
  withUsers(20, async (ask) => {
    for (const path of ["/", "/docs", "/openapi.json", "/healthz", "/v1/users", "/v1/users/U-1", "/v1/users/U-none"]) {
      const [get, head] = [await ask(path, accepting("br")), await ask(path, { method: "HEAD", ...accepting("br") })];
      await get.body?.cancel();
      assertEquals([head.status, head.body], [get.status, null], path);
      const named = ({ headers }: Response) => [...headers].filter(([name]) => name !== "x-request-id");
      assertEquals(named(head), named(get), path);
    }
    // There is one place for a listener.
    for (let nth = 0; nth < 3; nth++) {
      assertEquals((await ask("/v1/commerce/stream", { method: "HEAD" })).status, 200);
    }
  }));
