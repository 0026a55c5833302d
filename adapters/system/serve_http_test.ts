import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { ConnectionLimits } from "./connection_table.ts";
import { type HttpHandler, serveHttp } from "./serve_http.ts";

const PATIENT: ConnectionLimits = { total: 100, perAddress: 100, requestMs: 60_000, idleMs: 60_000, sendMs: 60_000 };
const GET = (path: string) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`;

function serving(handler: HttpHandler, limits: Partial<ConnectionLimits> = {}) {
  const errors: unknown[] = [];
  const server = serveHttp({
    hostname: "127.0.0.1",
    port: 0,
    limits: { ...PATIENT, ...limits },
    onError: (error) => errors.push(error),
  }, handler);
  const { port } = server.addr;
  return {
    server,
    errors,
    base: `http://127.0.0.1:${port}`,
    async open(text = "") {
      const conn = await Deno.connect({ hostname: "127.0.0.1", port });
      if (text) await conn.write(new TextEncoder().encode(text));
      return {
        async read(): Promise<string> {
          const buffer = new Uint8Array(4_096);
          const length = await conn.read(buffer).catch(() => null);
          return length === null ? "closed" : new TextDecoder().decode(buffer.subarray(0, length));
        },
        write: (more: string) => conn.write(new TextEncoder().encode(more)),
        [Symbol.dispose]: () => conn.close(),
      };
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

const greet: HttpHandler = (_, { hostname }) => new Response(`hello ${hostname}`);

Deno.test("serveHttp answers bodies and streams, keeps connections and tells the caller's address", async () => {
  await using served = serving(async (request, { hostname }) => {
    const body = request.body && new Uint8Array(await new Response(request.body).arrayBuffer());
    return Response.json({
      method: request.method,
      path: new URL(request.url).pathname,
      hostname,
      bytes: body?.length,
    });
  });
  const body = new Blob([new Uint8Array(300_000)]).stream();
  const answer = await fetch(`${served.base}/x`, { method: "POST", body });
  assertEquals(await answer.json(), { method: "POST", path: "/x", hostname: "127.0.0.1", bytes: 300_000 });
  using conn = await served.open(GET("/1"));
  assertStringIncludes(await conn.read(), '"path":"/1"');
  await conn.write(GET("/2"));
  assertStringIncludes(await conn.read(), '"path":"/2"');
  assertEquals(served.errors, []);
});

Deno.test("serveHttp answers a new connection although idle ones take all the room", async () => {
  await using served = serving(greet, { total: 3, perAddress: 3 });
  using first = await served.open();
  using _second = await served.open("GET / HTTP/1.1\r\nHos");
  using _third = await served.open();
  using fourth = await served.open(GET("/"));
  assertMatch(await fourth.read(), /hello 127\.0\.0\.1$/);
  assertEquals(await first.read(), "closed");
  assertEquals(served.server.connections(), 3);
});

Deno.test("serveHttp refuses a connection while requests take all the room", async () => {
  const answer = Promise.withResolvers<Response>();
  const asked = Promise.withResolvers<void>();
  await using served = serving(() => (asked.resolve(), answer.promise), { total: 1 });
  using busy = await served.open(GET("/"));
  await asked.promise;
  using refused = await served.open(GET("/"));
  assertEquals(await refused.read(), "closed");
  answer.resolve(new Response("done"));
  assertMatch(await busy.read(), /done$/);
});

Deno.test("serveHttp closes connections that send no whole request in time, the first or the next", async () => {
  await using served = serving(greet, { requestMs: 100, idleMs: 100 });
  using silent = await served.open();
  using half = await served.open("GET / HTTP/1.1\r\nHost: a\r\nX-Half:");
  using kept = await served.open(GET("/"));
  assertMatch(await kept.read(), /hello/);
  assertEquals(await Promise.all([silent, half, kept].map((conn) => conn.read())), ["closed", "closed", "closed"]);
});

Deno.test("serveHttp cuts off who does not take an answer, and no stream of events", async () => {
  const cancelled = { "/answer": Promise.withResolvers<void>(), "/events": Promise.withResolvers<void>() };
  const endless: HttpHandler = (request) => {
    const path = new URL(request.url).pathname as keyof typeof cancelled;
    const chunk = new Uint8Array(65_536).fill(0x61);
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(chunk),
      cancel: () => cancelled[path].resolve(),
    });
    return new Response(body, { headers: { "content-type": path === "/events" ? "text/event-stream" : "text/plain" } });
  };
  await using served = serving(endless, { sendMs: 100 });
  {
    using _events = await served.open(GET("/events"));
    using _answer = await served.open(GET("/answer"));
    const first = await Promise.race(Object.entries(cancelled).map(([path, { promise }]) => promise.then(() => path)));
    assertEquals(first, "/answer");
  }
  // Its reader has gone.
  await cancelled["/events"].promise;
});

Deno.test("serveHttp shutdown answers what is under way and closes what is idle", async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Response>();
  const served = serving(() => (asked.resolve(), answer.promise));
  using idle = await served.open();
  using busy = await served.open(GET("/"));
  await asked.promise;
  const stopped = served.server.shutdown();
  assertEquals(await idle.read(), "closed");
  answer.resolve(new Response("done"));
  assertMatch(await busy.read(), /done$/);
  assertEquals(await busy.read(), "closed");
  await stopped;
  assertEquals(served.server.connections(), 0);
});

Deno.test("serveHttp answers 500 where the handler throws, and goes on", async () => {
  await using served = serving((request) => {
    if (request.url.endsWith("/bad")) throw new Error("a fault");
    return new Response("ok");
  });
  const bad = await fetch(`${served.base}/bad`);
  assertEquals([bad.status, await bad.text()], [500, "Internal Server Error"]);
  assertEquals(await (await fetch(`${served.base}/good`)).text(), "ok");
  assert(String(served.errors[0]).includes("a fault"));
});
