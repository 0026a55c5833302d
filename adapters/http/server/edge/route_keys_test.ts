import { assert, assertEquals } from "@std/assert";
import { createHash } from "node:crypto";
import { createApp } from "../../app.ts";
import type { HttpDeps } from "../../deps.ts";
import { fakeShop } from "../../../../testing/http/fake_shop.ts";
import { untouchable } from "../../../../testing/http/serve_app.ts";

/** The routes that need no key: the page, the documentation and health. A new public route must be added here. */
const PUBLIC = [
  "GET /",
  "GET /asyncapi.json",
  "GET /docs",
  "GET /docs/initializer.js",
  "GET /docs/swagger-ui.css",
  "GET /docs/swagger-ui.js",
  "GET /healthz",
  "GET /openapi.json",
  ...["customers", "operations", "orders", "sourcing", "stores"].flatMap((view) => [`GET /${view}`, `GET /${view}/*`]),
].sort();
/** Their routes check a signature over the body instead, in tests of their own. */
const SIGNED = ["POST /v1/webhooks/shopify"];
const KEY = "right-7Zk2mQ";
const OTHER = "second-9aLw";

const digestOf = (key: string) => createHash("sha256").update(key).digest("hex");
const basic = (text: string) => `Basic ${btoa(text)}`;

const WRONG: readonly (readonly [string, Record<string, string>])[] = [
  ["nothing", {}],
  ["an empty header", { authorization: "" }],
  ["the scheme alone", { authorization: "Bearer" }],
  ["a wrong key", { authorization: "Bearer wrong" }],
  ["all of the key but its end", { authorization: `Bearer ${KEY.slice(0, -1)}` }],
  ["more than the key", { authorization: `Bearer ${KEY}x` }],
  ["the key in other letters", { authorization: `Bearer ${KEY.toUpperCase()}` }],
  ["the digest in place of the key", { authorization: `Bearer ${digestOf(KEY)}` }],
  ["the key without a scheme", { authorization: KEY }],
  ["the key under another scheme", { authorization: `Token ${KEY}` }],
  ["the key as a user", { authorization: basic(`${KEY}:`) }],
  ["the key as a password", { authorization: basic(`:${KEY}`) }],
  ["two keys", { authorization: `Bearer wrong, Bearer ${KEY}` }],
  ["the key and more", { authorization: `Bearer ${KEY} ${OTHER}` }],
  ["the key behind a tab", { authorization: `Bearer\t${KEY}` }],
  ["a cookie", { cookie: `authorization=Bearer ${KEY}; api_key=${KEY}; token=${KEY}` }],
  ["another header", { "x-api-key": KEY, "api-key": KEY, "x-authorization": `Bearer ${KEY}`, apikey: KEY }],
  ["a header for proxies", { "proxy-authorization": `Bearer ${KEY}` }],
  ["a key beyond all measure", { authorization: `Bearer ${"k".repeat(5_000)}` }],
  ["headers that speak for others", {
    "x-forwarded-for": "127.0.0.1",
    "x-real-ip": "127.0.0.1",
    forwarded: "for=127.0.0.1",
  }],
  ["another method within", { "x-http-method-override": "GET", "x-original-url": "/healthz", "x-rewrite-url": "/" }],
];

interface GuardedApp {
  readonly routes: readonly string[];
  readonly ask: (route: string, headers?: Record<string, string>) => Promise<Response>;
  readonly touched: string[];
}

async function withGuardedApp(test: (app: GuardedApp) => Promise<void>): Promise<void> {
  const touched: string[] = [];
  const nothing = untouchable((what) => touched.push(what));
  const { clock, newId, log, random, health, asyncapi } = fakeShop().deps;
  const deps: HttpDeps = {
    ...{ clock, newId, log, random, health, asyncapi },
    commerce: nothing,
    store: nothing,
    identity: nothing,
    sourcing: nothing,
    webhooks: nothing,
  };
  const app = createApp(deps, { apiKeys: [digestOf(KEY), digestOf(OTHER)], loopback: false, rateLimit: false });
  const ask = (route: string, headers: Record<string, string> = {}) => {
    const [method, path] = route.split(" ") as [string, string];
    return app.fetch(new Request(`http://shop.example${path}`, { method, headers }));
  };
  try {
    await test({ routes: app.routes.map(({ method, path }) => `${method} ${path}`), ask, touched });
  } finally {
    app.close();
  }
}

function addressOf(route: string): string {
  return route.replace(/:\w+(\{[^}]*\})?/g, "some");
}

/** A word such as "search" may also be an id of a neighbouring route. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+(\{[^}]*\})?/g, "[^/]+").replace("*", ".*")}$`);
}

async function lookOf(response: Response): Promise<unknown> {
  const { requestId: _, ...body } = await response.json();
  const headers = Object.fromEntries(response.headers);
  delete headers["x-request-id"];
  return { status: response.status, headers, body };
}

Deno.test("routes require a key except the public ones, whether the document lists them or not", () =>
  withGuardedApp(async ({ routes, ask }) => {
    const passed = routes.filter((route) => route.startsWith("ALL "));
    assertEquals(
      [...new Set(passed)].sort(),
      ["ALL /*", "ALL /metrics", "ALL /readyz", "ALL /v1/*"],
      "nothing else answers every method",
    );
    const open = routes.filter((route) =>
      !route.startsWith("ALL ") && !/^\w+ \/(v1|assets|readyz$|metrics$)/.test(route)
    );
    assertEquals([...new Set(open)].sort(), PUBLIC);
    const document = await (await ask("GET /openapi.json")).json();
    const described = Object.entries<object>(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ":$1")}`)
    );
    assertEquals(described.filter((route) => !routes.includes(route)), [], "described and not there");
    const hidden = routes.filter((route) => / \/v1\//.test(route) && !route.startsWith("ALL "));
    assertEquals(hidden.filter((route) => !described.includes(route)), [], "there and not described");
    assertEquals(document.security, [{ apiKey: [] }]);
    assert(hidden.length > 60, `${hidden.length} routes`);
  }));

Deno.test("routes refuse a caller without a key exactly as an unknown address does, and touch nothing", () =>
  withGuardedApp(async ({ routes, ask, touched }) => {
    const guarded = [...new Set(routes)].filter((route) =>
      / \/v1\//.test(route) && !route.startsWith("ALL ") && !SIGNED.includes(route)
    );
    const nothing = await lookOf(await ask("GET /v1/nothing"));
    assertEquals((nothing as { status: number }).status, 401);
    for (const route of guarded) {
      for (const [what, headers] of WRONG) {
        const answered = await ask(addressOf(route), headers);
        assertEquals(await lookOf(answered), nothing, `${route} with ${what}`);
      }
    }
    assertEquals(touched, []);
  }));

Deno.test("refusal is a problem with a challenge, and repeats nothing of the request", () =>
  withGuardedApp(async ({ ask }) => {
    const response = await ask("GET /v1/users/U-1", { authorization: "Bearer wrong-secret" });
    assertEquals(response.headers.get("content-type"), "application/problem+json");
    assertEquals(response.headers.get("www-authenticate"), 'Bearer realm="tillstream"');
    assertEquals(response.headers.get("cache-control"), "no-store");
    const text = await response.text();
    assertEquals(JSON.parse(text).code, "unauthorized");
    assert(!/wrong-secret|U-1|users/.test(text + JSON.stringify([...response.headers])), text);
  }));

Deno.test("routes refuse a key in the address, even the right one", () =>
  withGuardedApp(async ({ routes, ask, touched }) => {
    const names = ["api_key", "apikey", "API-Key", "access_token", "authorization", "key", "token", "%74oken"];
    for (const route of new Set(routes.filter((route) => !route.startsWith("ALL ")).map(addressOf))) {
      for (const name of names) {
        const response = await ask(`${route}?${name}=${KEY}`);
        const { code } = await response.json();
        assertEquals([response.status, code], [400, "key_in_query"], `${route}?${name}`);
      }
      // Under another name it is not recognised as a key and gives no access.
      if (/ \/v1\//.test(route) && !SIGNED.includes(route)) {
        assertEquals((await ask(`${route}?k=${KEY}`)).status, 401, route);
      }
    }
    assertEquals(touched, []);
  }));

Deno.test("routes accept the right key, with the scheme in any case and any number of spaces", () =>
  withGuardedApp(async ({ routes, ask }) => {
    const guarded = [...new Set(routes)].filter((route) =>
      / \/v1\//.test(route) && !route.startsWith("ALL ") && !SIGNED.includes(route)
    );
    for (const scheme of ["Bearer ", "bearer ", "BEARER ", "bEaReR   "]) {
      for (const route of guarded) {
        const response = await ask(addressOf(route), { authorization: `${scheme}${OTHER}` });
        await response.body?.cancel();
        assert(response.status !== 401 && response.status !== 403, `${scheme}${route}: ${response.status}`);
      }
    }
  }));

Deno.test("addresses refuse a method that they do not have, before the key, and name those that they have", () =>
  withGuardedApp(async ({ routes, ask, touched }) => {
    // The addresses of assets have a digest in them.
    const own = routes.filter((route) => !/^ALL | \/assets/.test(route))
      .map((route) => route.split(" ") as [string, string]);
    for (const path of new Set(own.map(([, path]) => addressOf(path)))) {
      const had = own.filter(([, pattern]) => patternOf(pattern).test(path)).map(([method]) => method);
      const methods = had.includes("GET") ? [...had, "HEAD"] : had;
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
        if (methods.includes(method)) continue;
        const response = await ask(`${method} ${path}`);
        await response.body?.cancel();
        assertEquals(response.status, 405, `${method} ${path}`);
        assertEquals(response.headers.get("allow")!.split(", ").sort(), [...new Set(methods)].sort(), path);
      }
    }
    assertEquals(touched, []);
  }));

Deno.test("routes require the key for every method and every spelling of the address", () =>
  withGuardedApp(async ({ ask, touched }) => {
    const addresses = [
      "/v1//users/U-1",
      "//v1/users/U-1",
      "/v1/users/U-1/",
      "/V1/users/U-1",
      "/%76%31/users/U-1",
      "/v1%2fusers/U-1",
      "/v1/../v1/users/U-1",
      "/healthz/../v1/users/U-1",
      "/healthz/%2e%2e/v1/users/U-1",
      "/assets/..%2f..%2fv1/users/U-1",
      "/v1;/users/U-1",
      "/v1/users/U-1;.css",
      "/v1/users/U-1%00.css",
      "/v1/users/U-1?/healthz",
      "/v1/users/U-1#/healthz",
      "/v1\\users\\U-1",
    ];
    for (const address of addresses) {
      for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"]) {
        const { status } = await ask(`${method} ${address}`);
        assert([401, 404, 405].includes(status), `${method} ${address} answered ${status}`);
      }
    }
    assertEquals(touched, []);
  }));
