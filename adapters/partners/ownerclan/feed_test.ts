import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { Outage } from "../../../application/shared/fault.ts";
import { type FeedAttempt, FeedRefused, type FeedRequest } from "../../../application/sourcing/ports/partners.ts";
import { items } from "../../../testing/fixtures/feed_samples.ts";
import { LOGIN, ownerclanServer } from "../../../testing/partners/ownerclan_server.ts";
import { OwnerclanApi } from "./api.ts";
import { OwnerclanFeed } from "./feed.ts";
import { ownerclanProtocol } from "./protocol.ts";

const REQUEST: FeedRequest = { kind: "items", cursor: null, updatedSince: null, etag: null };
const signal = new AbortController().signal;
const NOON = Date.parse("2026-03-02T12:00:00Z");
const DAY_MS = 86_400_000;

function reader(url: string, more: { readonly requestsPerMinute?: number } = {}) {
  const api = new OwnerclanApi({ url, token: LOGIN, requestsPerMinute: 6_000, tries: 4, firstPauseMs: 20, ...more });
  const feed = new OwnerclanFeed(api, { pageSize: 10 });
  const attempts: FeedAttempt[] = [];
  const options = { signal, onAttempt: (attempt: FeedAttempt) => Promise.resolve(void attempts.push(attempt)) };
  const read = (request: Partial<FeedRequest> = {}) => feed.read({ ...REQUEST, ...request }, options);
  const readAll = async (request: Partial<FeedRequest> = {}) => {
    const keys: string[] = [];
    for (let cursor: string | null = null;;) {
      const page = await read({ ...request, cursor });
      assert(page.outcome === "page");
      keys.push(...page.records.map((record) => (record as { key: string }).key));
      if ((cursor = page.nextCursor) === null) return keys;
    }
  };
  return { feed, read, readAll, attempts, options };
}

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `W-${from + n}`);

Deno.test("OwnerclanFeed reads page after page, with one login", async () => {
  await using server = ownerclanServer({ items: items(25) });
  const { readAll, attempts } = reader(server.url);
  assertEquals(await readAll(), keys(0, 25));
  assertEquals(attempts.map(({ status, items, error }) => [status, items, error]), [
    [200, 10, null],
    [200, 10, null],
    [200, 5, null],
  ]);
  assertEquals(server.logins, ["seller"]);
  assert(!JSON.stringify(attempts).includes("p:ss"));
});

Deno.test("OwnerclanFeed logs in again when its token has ended, once, and says so when that is of no use", async () => {
  await using server = ownerclanServer({ items: items(3) });
  const { read, attempts } = reader(server.url);
  await read();
  server.expireTokens();
  assertEquals((await read()).outcome, "page");
  assertEquals([attempts.map(({ status }) => status), server.logins.length], [[200, 401, 200], 2]);
  server.trouble.push(
    Response.json({ data: null, errors: [{ message: "expired", extensions: { code: "UNAUTHENTICATED" } }] }),
  );
  assertEquals((await read()).outcome, "page");
  assertEquals(server.logins.length, 3);
  server.trouble.push(new Response("", { status: 401 }), new Response("", { status: 401 }));
  await assertRejects(() => read(), FeedRefused, "HTTP 401 with a new token, too");
  assertEquals(server.logins.length, 4);
});

Deno.test("OwnerclanFeed waits as long as it is asked to, gives up after its tries, and keeps its pace", async () => {
  await using server = ownerclanServer({ items: items(3) });
  const { read, attempts } = reader(server.url);
  await read();
  const began = performance.now();
  server.trouble.push(
    new Response("slow down", { status: 429, headers: { "retry-after": "1" } }),
    Response.json({ data: null, errors: [{ message: "busy", extensions: { code: "RATE_LIMITED" } }] }),
  );
  assertEquals((await read()).outcome, "page");
  assert(performance.now() - began >= 995);
  assertEquals(attempts.slice(1).map(({ attempt, status }) => [attempt, status]), [[1, 429], [2, 200], [3, 200]]);
  server.trouble.push(...[1, 2, 3, 4].map(() => new Response("", { status: 503 })));
  await assertRejects(() => read(), Outage, "HTTP 503");
  const paced = reader(server.url, { requestsPerMinute: 600 });
  await paced.read();
  const start = performance.now();
  await Promise.all([paced.read(), paced.read(), paced.read()]);
  assert(performance.now() - start > 200);
});

Deno.test("OwnerclanFeed marks records that have errors beside the data, by key where there is one", async () => {
  await using server = ownerclanServer({ items: items(3) });
  const { read, feed, options } = reader(server.url);
  server.broken.add("W-0/metadata").add("W-1/options");
  const page = await read();
  assert(page.outcome === "page");
  const { format } = ownerclanProtocol;
  const said = page.records.map((raw) => {
    const record = format.supplierRecord("items", raw);
    return [format.supplierIdentity("items", raw), record.ok ? "" : record.refusal.details.join("; ")] as const;
  });
  assertEquals(said.map(([key]) => key), ["W-0", null, "W-2"]);
  assertEquals(said[0]![1], "errors: the supplier reports: metadata is not available now");
  assertStringIncludes(said[1]![1], "key:");
  assertEquals(said[2]![1], "");
  // Asked for by its key, it can be given no more than before.
  assertEquals((await feed.find({ kind: "items", ids: ["W-1", "W-2", "gone"] }, options)).length, 2);
});

Deno.test("OwnerclanFeed refuses a page whose errors are in none of its records, and what is no page", async () => {
  await using server = ownerclanServer({ items: items(3) });
  const { read } = reader(server.url);
  const page = { pageInfo: { hasNextPage: false, endCursor: null }, edges: [] };
  for (
    const [answer, naming] of [
      [Response.json({ data: { page }, errors: [{ message: "half of it is away" }] }), "half of it is away"],
      [Response.json({ data: { page: null }, errors: [{ message: "no", path: ["page"] }] }), "Cannot read a page: no"],
      [Response.json({ errors: [{ message: 'Unknown argument "first"' }] }, { status: 400 }), "Unknown argument"],
      [Response.json({ data: { page: { ...page, pageInfo: { hasNextPage: true } } } }), "no cursor of the next one"],
      [Response.json({ message: "hello" }), "no GraphQL answer"],
      [new Response("<html>"), "no GraphQL answer"],
      [new Response("", { status: 404 }), "HTTP 404"],
      [new Response("{}", { headers: { "content-type": "application/json; charset=klingon" } }), '"klingon"'],
    ] as const
  ) {
    server.trouble.push(answer);
    await assertRejects(() => read(), FeedRefused, naming);
  }
});

Deno.test("OwnerclanFeed begins again where its cursor is no longer known", async () => {
  await using server = ownerclanServer({ items: items(25) });
  const { read } = reader(server.url);
  const first = await read();
  assert(first.outcome === "page");
  server.forgetCursors();
  assertEquals(await read({ cursor: first.nextCursor }), { outcome: "gone" });
  assertEquals(await read({ cursor: "of another protocol" }), { outcome: "gone" });
});

Deno.test("OwnerclanFeed finds by its key what moved to a page that was read already", async () => {
  await using server = ownerclanServer({ items: items(25) });
  const { read, feed, options } = reader(server.url);
  const first = await read();
  assert(first.outcome === "page");
  server.records.get("items")!.shift();
  const second = await read({ cursor: first.nextCursor });
  assert(second.outcome === "page");
  assertEquals((second.records[0] as { key: string }).key, "W-11");
  const found = await feed.find({ kind: "items", ids: ["W-0", "W-10"] }, options);
  assertEquals(found.map((record) => (record as { key: string }).key), ["W-10"]);
});

Deno.test("OwnerclanFeed reads changes: what is new, and what the histories of each week name", async () => {
  const at = (key: string, time: number) => ({
    ...items(1)[0] as object,
    id: key,
    updatedAt: new Date(time).toISOString(),
  });
  await using server = ownerclanServer({
    items: [at("old", NOON - 40 * DAY_MS), at("dearer", NOON - 40 * DAY_MS), at("new", NOON - DAY_MS)],
  });
  server.histories.push(
    { itemKey: "dearer", kind: "priceIncreased", createdAt: NOON - 15 * DAY_MS },
    { itemKey: "dearer", kind: "soldout", createdAt: NOON - 2 * DAY_MS },
    { itemKey: "vanished", kind: "discontinued", createdAt: NOON - 2 * DAY_MS },
    { itemKey: "old", kind: "soldout", createdAt: NOON - 30 * DAY_MS },
  );
  const { readAll, read } = reader(server.url);
  const updatedSince = new Date(NOON - 16 * DAY_MS);
  const seen = await readAll({ updatedSince });
  assertEquals([...new Set(seen)], ["new", "dearer", "vanished"]);
  assert(server.calls.filter((call) => call.endsWith("itemHistories")).length >= 3);
  const { format } = ownerclanProtocol;
  for (let cursor: string | null = null;;) {
    const page = await read({ updatedSince, cursor });
    assert(page.outcome === "page");
    const vanished = page.records.find((raw) => format.supplierIdentity("items", raw) === "vanished");
    if (vanished) return assert(!format.supplierRecord("items", vanished).ok);
    assert((cursor = page.nextCursor) !== null, "it was not named");
  }
});

Deno.test("OwnerclanFeed has nothing of kinds that it does not read", async () => {
  await using server = ownerclanServer();
  const { read } = reader(server.url);
  assertEquals([await read({ kind: "qna" }), server.calls], [{ outcome: "not_modified" }, []]);
});
