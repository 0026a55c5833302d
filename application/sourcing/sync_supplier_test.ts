import { assert, assertEquals, assertRejects } from "@std/assert";
import { items } from "../../testing/fixtures/feed_samples.ts";
import { memorySource } from "../../testing/memory/sourcing/memory_source.ts";
import type { SourceUnderTest } from "../../testing/ports/source.ts";
import { FORMAT } from "../../testing/fixtures/trading_samples.ts";
import { Outage } from "../shared/fault.ts";
import { type FeedAnswer, FeedRefused, type FeedRequest, type RecordFeed } from "./ports/partners.ts";
import { syncSupplier } from "./sync_supplier.ts";

const NOON = new Date("2026-03-02T12:00:00Z");

/** Answers in turn, or throws; the last answer counts for all that follow. */
class Feed implements RecordFeed {
  readonly asked: FeedRequest[] = [];
  constructor(readonly answers: (FeedAnswer | Error)[]) {}

  read(request: FeedRequest): Promise<FeedAnswer> {
    this.asked.push(request);
    const answer = this.answers.length > 1 ? this.answers.shift()! : this.answers[0]!;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }
}

const page = (from: number, to: number, nextCursor: string | null): FeedAnswer => ({
  outcome: "page",
  records: items(to - from, from),
  nextCursor,
  etag: `"${from}"`,
  asOf: NOON,
});

let digests = 0;
const seen = new Map<string, string>();
/** Equal texts have equal digests, and others have others. */
const digest = (text: string) => {
  if (!seen.has(text)) seen.set(text, String(digests++).padStart(64, "0"));
  return seen.get(text)!;
};

const sync = (
  source: SourceUnderTest,
  feed: RecordFeed,
  more: { signal?: AbortSignal; mode?: "changes" | "everything"; mostMissing?: number } = {},
) =>
  syncSupplier({ journal: source.journal, feed, format: FORMAT, digest, clock: () => NOON }, {
    accountId: source.accountId,
    kind: "items",
    mode: "changes",
    runner: "test",
    signal: new AbortController().signal,
    ...more,
  });

Deno.test("syncSupplier reads to the end, and asks the next time for changes with the entity tag", async () => {
  await using source = await memorySource();
  const first = await sync(source, new Feed([page(0, 10, "p2"), page(10, 15, null)]));
  assertEquals([first.status, first.pages, first.added], ["DONE", 2, 15]);
  const feed = new Feed([{ outcome: "not_modified" }]);
  assertEquals((await sync(source, feed)).status, "UNCHANGED");
  // With the minutes before, in which something may have changed behind the answer's back.
  assertEquals(feed.asked[0], {
    kind: "items",
    cursor: null,
    updatedSince: new Date("2026-03-02T11:55:00Z"),
    etag: '"0"',
  });
});

Deno.test("syncSupplier broken off goes on behind the last page that was stored", async () => {
  await using source = await memorySource();
  await assertRejects(() => sync(source, new Feed([page(0, 10, "p2"), new Outage("feed", new Error("away"))])), Outage);
  const feed = new Feed([page(10, 15, null)]);
  const job = await sync(source, feed);
  assertEquals([feed.asked[0]?.cursor, job.status, job.added], ["p2", "DONE", 5]);
  assertEquals((await source.outbox.waiting("dropship")).waiting, 15);
});

Deno.test("syncSupplier begins again where the feed has forgotten its cursor, and stores nothing twice", async () => {
  await using source = await memorySource();
  const job = await sync(
    source,
    new Feed([page(0, 10, "p2"), { outcome: "gone" }, page(0, 10, "p2"), page(10, 15, null)]),
  );
  assertEquals([job.status, job.added, job.unchanged], ["DONE", 15, 10]);
  const endless = await sync(source, new Feed([page(0, 1, "p2"), { outcome: "gone" }]));
  assertEquals([endless.status, endless.error?.includes("cursor")], ["FAILED", true]);
});

Deno.test("syncSupplier keeps aside what can't be read, with every fault", async () => {
  await using source = await memorySource();
  const records = [...items(2), { id: "x" }, "text", null];
  const job = await sync(source, new Feed([{ outcome: "page", records, nextCursor: null, etag: null, asOf: null }]));
  assertEquals([job.seen, job.added, job.rejected], [5, 2, 3]);
  const reasons = (await source.rejects()).map(({ reason }) => reason);
  assert(reasons.some((reason) => reason.includes("name:") && reason.includes("price:")), reasons.join());
});

Deno.test("syncSupplier ends as FAILED when the feed refuses or goes in circles, and as STOPPED when it is asked to", async () => {
  await using source = await memorySource();
  const refused = await sync(source, new Feed([new FeedRefused("HTTP 401")]));
  assertEquals([refused.status, refused.error], ["FAILED", "HTTP 401"]);
  const circle = await sync(source, new Feed([page(0, 1, "p2"), page(0, 1, "p2")]));
  assertEquals([circle.status, circle.error?.includes("p2")], ["FAILED", true]);
  const stop = new AbortController();
  stop.abort();
  assertEquals((await sync(source, new Feed([page(0, 1, null)]), { signal: stop.signal })).status, "STOPPED");
});

const pageOf = (records: readonly unknown[]): FeedAnswer => ({
  ...{ outcome: "page", records, nextCursor: null, etag: null, asOf: NOON },
});

Deno.test("syncSupplier is PARTIAL while a known item can't be read, and says how many", async () => {
  await using source = await memorySource();
  await sync(source, new Feed([pageOf(items(3))]));
  const spoilt = [{ ...items(1)[0] as object, status: "unavailable" }, ...items(2, 1), { id: "new" }];
  for (let n = 0; n < 2; n++) {
    const job = await sync(source, new Feed([pageOf(spoilt)]));
    assertEquals([job.status, job.rejected, job.knownRejected], ["PARTIAL", 2, 1]);
    assertEquals(job.error, "1 known items could not be read and are not for sale: see /v1/sourcing/supplier-rejects");
  }
  const whole = await sync(source, new Feed([pageOf(items(3))]));
  assertEquals([whole.status, whole.error], ["DONE", null]);
});

Deno.test("syncSupplier is PARTIAL, and withholds nothing, when a complete reading lacks too much", async () => {
  await using source = await memorySource();
  const everything = { mode: "everything" as const };
  await sync(source, new Feed([pageOf(items(10))]));
  const doubted = await sync(source, new Feed([pageOf(items(5))]), everything);
  assertEquals([doubted.status, doubted.missing], ["PARTIAL", 5]);
  assert(doubted.error!.startsWith("5 of 10 known items are missing, more than 20%"), doubted.error!);
  const allowed = await sync(source, new Feed([pageOf(items(5))]), { ...everything, mostMissing: 0.5 });
  assertEquals([allowed.status, allowed.missing, (await source.versions("items", "W-9")).length], ["DONE", 5, 2]);
});

Deno.test("syncSupplier asks for what no page had, before it takes it for missing", async () => {
  await using source = await memorySource();
  await sync(source, new Feed([pageOf(items(5))]));
  const asked: (readonly string[])[] = [];
  const feed = Object.assign(new Feed([pageOf(items(3))]), {
    find: ({ ids }: { readonly ids: readonly string[] }) => {
      asked.push(ids);
      return Promise.resolve(items(1, 4));
    },
  });
  const job = await sync(source, feed, { mode: "everything" });
  assertEquals([asked, job.missing, job.seen], [[["W-3", "W-4"]], 1, 4]);
  const reasons = await Promise.all(
    ["W-3", "W-4"].map(async (id) => (await source.versions("items", id)).at(-1)!.withheld),
  );
  assertEquals(reasons.map((reason) => reason === null), [false, true]);
});
