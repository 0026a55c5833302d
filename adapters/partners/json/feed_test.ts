import { assert, assertEquals, assertRejects } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { type FeedAttempt, FeedRefused, type FeedRequest } from "../../../application/sourcing/ports/partners.ts";
import { items } from "../../../testing/fixtures/feed_samples.ts";
import { feedServer } from "../../../testing/network/feed_server.ts";
import { JsonFeed, type JsonFeedOptions } from "./feed.ts";

const REQUEST: FeedRequest = { kind: "items", cursor: null, updatedSince: null, etag: null };

function reader(url: string, more: Partial<JsonFeedOptions> = {}) {
  const attempts: FeedAttempt[] = [];
  const endedAt: number[] = [];
  const feed = new JsonFeed({ url, token: null, requestsPerMinute: 6_000, pageSize: 10, firstPauseMs: 20, ...more });
  const read = (request: Partial<FeedRequest> = {}, signal = new AbortController().signal) =>
    feed.read({ ...REQUEST, ...request }, {
      signal,
      onAttempt: (attempt) => {
        attempts.push(attempt);
        endedAt.push(performance.now());
        return Promise.resolve();
      },
    });
  /** Milliseconds from the end of each attempt to the end of the next. */
  const gaps = () => endedAt.slice(1).map((at, nth) => at - endedAt[nth]!);
  return { read, attempts, gaps };
}

Deno.test("JsonFeed reads page after page to the end, and notes every call", async () => {
  await using server = feedServer({ items: items(25) });
  const { read, attempts } = reader(server.url);
  const seen: unknown[] = [];
  for (let cursor: string | null = null;;) {
    const page = await read({ cursor });
    assert(page.outcome === "page");
    seen.push(...page.records);
    assert(page.asOf !== null && page.etag !== null);
    if ((cursor = page.nextCursor) === null) break;
  }
  assertEquals(seen, items(25));
  assertEquals(attempts.map(({ status, items, error }) => [status, items, error]), [[200, 10, null], [200, 10, null], [
    200,
    5,
    null,
  ]]);
});

Deno.test("JsonFeed asks for changes, says what it has, and hears that nothing has changed", async () => {
  await using server = feedServer({ items: items(3) });
  const { read } = reader(server.url);
  const first = await read({ updatedSince: new Date("2026-03-02T00:00:00Z") });
  assert(first.outcome === "page");
  assert(server.calls[0]!.includes("updatedSince=2026-03-02T00%3A00%3A00.000Z"));
  assertEquals(await read({ etag: first.etag }), { outcome: "not_modified" });
  server.forgetCursors();
  assertEquals(await read({ cursor: "0.10" }), { outcome: "gone" });
});

Deno.test("JsonFeed tries again what may go better, waits as long as it is asked to, and logs each try", async () => {
  await using server = feedServer({ items: items(1) });
  server.trouble.push(
    new Response("slow down", { status: 429, headers: { "retry-after": "1" } }),
    new Response("oops", { status: 503 }),
    "hang_up",
  );
  const { read, attempts, gaps } = reader(server.url);
  assertEquals((await read()).outcome, "page");
  assertEquals(attempts.map(({ attempt, status }) => [attempt, status]), [[1, 429], [2, 503], [3, 200], [4, 200]]);
  assert(attempts[2]!.error !== null);
  const [asked, second, third] = gaps() as [number, number, number];
  assert(asked >= 995 && second >= 40 && second < 995 && third >= 80 && third < 995, gaps().join());
});

Deno.test("JsonFeed gives up after its tries as an Outage, and at once where trying again can't help", async () => {
  await using server = feedServer({ items: items(1) });
  const { read, attempts } = reader(server.url, { tries: 3 });
  server.trouble.push(...[1, 2, 3].map(() => new Response("", { status: 500 })));
  await assertRejects(() => read(), Outage, "HTTP 500");
  assertEquals(attempts.length, 3);
  for (
    const [answer, naming] of [
      [new Response("", { status: 404 }), "HTTP 404"],
      [new Response("<html>"), "no JSON"],
      [Response.json({ rows: [] }), "no page"],
    ] as const
  ) {
    server.trouble.push(answer);
    await assertRejects(() => read(), FeedRefused, naming);
  }
  server.trouble.push(...[1, 2, 3].map(() => Response.redirect("http://127.0.0.1:1/elsewhere")));
  await assertRejects(() => read(), Outage);
});

Deno.test("JsonFeed sends its token, and never puts it into its notes", async () => {
  await using server = feedServer({ items: items(1) });
  server.token = "s3cret";
  await assertRejects(() => reader(server.url, { token: "wrong" }).read(), FeedRefused, "HTTP 401");
  const { read, attempts } = reader(server.url, { token: "s3cret" });
  assertEquals((await read()).outcome, "page");
  assert(!JSON.stringify(attempts).includes("s3cret"));
});

Deno.test("JsonFeed keeps its pace, whatever the answers", async () => {
  await using server = feedServer({ items: items(1) });
  const { read, gaps } = reader(server.url, { requestsPerMinute: 600 });
  server.trouble.push(new Response("", { status: 503 }));
  await Promise.all([read(), read(), read()]);
  // Ends of calls are less regular than their beginnings.
  assertEquals(gaps().length, 3);
  assert(gaps().reduce((sum, ms) => sum + ms) > 200, gaps().join());
});

Deno.test("JsonFeed stops at once while it waits for its turn, or for a feed that asks for a minute", async () => {
  await using server = feedServer({ items: items(1) });
  const { read } = reader(server.url, { requestsPerMinute: 1 });
  server.trouble.push(new Response("", { status: 429, headers: { "retry-after": "60" } }));
  const began = performance.now();
  const stop = new AbortController();
  const waiting = [read({}, stop.signal), read({}, stop.signal)];
  setTimeout(() => stop.abort(new DOMException("stop", "AbortError")), 100);
  for (const call of waiting) await assertRejects(() => call, DOMException, "stop");
  assert(performance.now() - began < 5_000);
});

Deno.test("JsonFeed stops at once when it is asked to", async () => {
  await using server = feedServer({ items: items(1) });
  const stop = new AbortController();
  server.barrier = () => {
    stop.abort(new DOMException("stop", "AbortError"));
    return Promise.resolve();
  };
  await assertRejects(() => reader(server.url).read({}, stop.signal), DOMException, "stop");
});

/** "머그컵 화이트" as Korean systems without Unicode write it. */
const MUG_IN_CP949 = [0xb8, 0xd3, 0xb1, 0xd7, 0xc4, 0xc5, 0x20, 0xc8, 0xad, 0xc0, 0xcc, 0xc6, 0xae];

function mugPage(contentType: string): Response {
  const [before, after] = ['{"items":[{"id":"M-1","name":"', '","price":1}],"nextCursor":null}'].map((text) => [
    ...new TextEncoder().encode(text),
  ]) as [number[], number[]];
  return new Response(new Uint8Array([...before, ...MUG_IN_CP949, ...after]), {
    headers: { "content-type": contentType },
  });
}

Deno.test("JsonFeed reads an answer in the charset that it names, and refuses what is not of it", async () => {
  await using server = feedServer({ items: items(1) });
  const { read, attempts } = reader(server.url);
  for (const charset of ["euc-kr", "EUC-KR", '"ks_c_5601-1987"', "cp949", "MS949"]) {
    server.trouble.push(mugPage(`application/json; charset=${charset}`));
    const page = await read();
    assert(page.outcome === "page");
    assertEquals(page.records, [{ id: "M-1", name: "머그컵 화이트", price: 1 }]);
  }
  for (
    const [contentType, naming] of [
      ["application/json", "no utf-8 text"],
      ["application/json; charset=utf-8", "no utf-8 text"],
      ["application/json; charset=klingon", '"klingon" is not known'],
    ] as const
  ) {
    const before = attempts.length;
    server.trouble.push(mugPage(contentType));
    await assertRejects(() => read(), FeedRefused, naming);
    assertEquals(attempts.length, before + 1, "trying again can't help");
  }
});
