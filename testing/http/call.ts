import { createApp } from "../../adapters/http/app.ts";
import type { HttpOptions } from "../../adapters/http/server/options.ts";
import { assertDocumented } from "./assert_documented.ts";
import { type FakeShop, fakeShop } from "./fake_shop.ts";

export interface CallOptions {
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly from?: string;
}

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  // deno-lint-ignore no-explicit-any -- an answer is looked at field by field
  readonly body: any;
}

/** Runs a test against the app over a fake shop, without a socket. */
export async function withApp(
  test: (call: (route: string, options?: CallOptions) => Promise<Called>, shop: FakeShop) => Promise<void>,
  options: HttpOptions = {},
  shop: FakeShop = fakeShop(),
): Promise<void> {
  const app = createApp(shop.deps, options);
  try {
    await test(async (route, { headers = {}, body, from = "127.0.0.1" } = {}) => {
      const [method, path] = route.split(" ") as [string, string];
      const raw = typeof body === "string" || body instanceof ReadableStream;
      const request = new Request(`http://localhost:8000${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
        ...(body === undefined ? {} : { body: raw ? body as BodyInit : JSON.stringify(body) }),
      });
      const response = await app.fetch(request, { remoteAddr: { hostname: from } });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json") ?? false;
      const called = { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
      await assertDocumented(`${method} ${new URL(request.url).pathname}`, called);
      return called;
    }, shop);
  } finally {
    app.close();
  }
}
