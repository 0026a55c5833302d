import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../adapters/system/sha256.ts";
import { openSupplierAccount, type SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { items } from "../../testing/fixtures/feed_samples.ts";
import { FORMAT, NOW } from "../../testing/fixtures/trading_samples.ts";
import { memorySource } from "../../testing/memory/sourcing/memory_source.ts";
import { type FeedRequest, PartnerUnavailable } from "./ports/partners.ts";
import { keepSuppliersSynced, syncAccount } from "./sync_suppliers.ts";

/** A source database with three accounts, the second unreachable and the third paused, and a clock that sleeping moves. */
async function threeAccounts() {
  const source = await memorySource();
  const accounts = [source.accountId, crypto.randomUUID(), crypto.randomUUID()].map((id, nth) => {
    const draft = { supplier: "s", name: `${nth}`, feedUrl: "http://supplier.test" };
    const opened = openSupplierAccount(draft, { id, now: NOW });
    assert(opened.ok);
    return nth === 2 ? { ...opened.value, status: "PAUSED" as const } : opened.value;
  });
  const asked: [at: number, account: string, kind: string][] = [];
  const warned: string[] = [];
  const clock = { ms: 5_000 };
  const stop = new AbortController();
  const feedOf = (account: SupplierAccount) => ({
    format: FORMAT,
    feed: {
      read: ({ kind }: FeedRequest) => {
        asked.push([clock.ms, account.name, kind]);
        const records = kind === "items" ? items(3) : [];
        return Promise.resolve({ outcome: "page", records, nextCursor: null, etag: null, asOf: NOW } as const);
      },
    },
  });
  const deps = {
    journal: source.journal,
    accounts: {
      list: () => Promise.resolve({ rows: accounts, next: null }),
      find: (id: string) => Promise.resolve(accounts.find((account) => account.id === id) ?? null),
    },
    partners: {
      supplierFeed: (account: SupplierAccount) => {
        if (account.name === "1") throw new PartnerUnavailable("Cannot call the API: HTTP 401");
        return feedOf(account);
      },
    },
    digest: sha256,
    clock: () => NOW,
    runner: "test",
    log: { debug: () => {}, info: () => {}, warn: (_: object, message: string) => void warned.push(message) },
  };
  /** Runs until the clock says so. */
  const keep = (untilMs: number, more: Partial<Parameters<typeof keepSuppliersSynced>[1]> = {}) =>
    keepSuppliersSynced(deps, {
      kinds: ["items", "orders"],
      intervalMs: 10_000,
      completeIntervalMs: 86_400_000,
      signal: stop.signal,
      now: () => clock.ms,
      sleep: (ms) => {
        clock.ms += ms;
        if (clock.ms >= untilMs) stop.abort();
        return Promise.resolve();
      },
      ...more,
    });
  return { source, accounts, deps, asked, warned, keep, clock };
}

Deno.test("keepSuppliersSynced reads active accounts at once and once an interval, whatever becomes of the others", async () => {
  const { asked, warned, keep } = await threeAccounts();
  await keep(26_000);
  assertEquals(
    asked,
    [5_000, 15_000, 25_000].flatMap((at) => [[at, "0", "items"], [at, "0", "orders"]]) as typeof asked,
  );
  assertEquals(warned, [1, 2, 3].map(() => "cannot sync a supplier now"));
});

Deno.test("keepSuppliersSynced reads queued jobs within a second, also of accounts that it does not read by itself", async () => {
  const { source, accounts, asked, keep, deps } = await threeAccounts();
  const takeQueued = source.journal.takeQueued.bind(source.journal);
  let looks = 0;
  source.journal.takeQueued = async (runner) => {
    // Somebody asks for it when the second look has found nothing.
    if (++looks === 3) {
      await source.journal.queue({ accountId: source.accountId, kind: "qna", mode: "everything" });
    }
    return await takeQueued(runner);
  };
  await keep(9_000, { isWanted: ({ id }) => id !== accounts[0]!.id });
  assertEquals(asked, [[7_000, "0", "qna"]]);
  assertEquals(await deps.journal.takeQueued("test"), null);
});

Deno.test("keepSuppliersSynced goes on after an outage of its database", async () => {
  const { deps, asked, warned, keep } = await threeAccounts();
  const list = deps.accounts.list;
  let lists = 0;
  deps.accounts.list = () => ++lists === 1 ? Promise.reject(new Error("no database")) : list();
  await keep(8_000);
  assertEquals(asked.map(([at]) => at), [6_000, 6_000]);
  assertEquals(warned[0], "cannot sync suppliers yet");
});

Deno.test("syncAccount logs a reading with rejects as a warning", async () => {
  const { deps, accounts, warned } = await threeAccounts();
  const partners = {
    supplierFeed: () => ({
      format: FORMAT,
      feed: {
        read: () =>
          Promise.resolve({ outcome: "page", records: [17], nextCursor: null, etag: null, asOf: NOW } as const),
      },
    }),
  };
  const signal = new AbortController().signal;
  const job = await syncAccount({ ...deps, partners }, accounts[0]!, { kind: "items", mode: "changes", signal });
  assertEquals([job.status, job.rejected, warned], ["DONE", 1, ["supplier synced"]]);
});

Deno.test("keepSuppliersSynced reads everything once an interval, by when the last complete reading ended", async () => {
  const { deps, keep, source, clock } = await threeAccounts();
  const modes: string[] = [];
  const begin = source.journal.begin.bind(source.journal);
  source.journal.begin = (job, runner) => {
    if (job.kind === "items") modes.push(job.mode);
    return begin(job, runner);
  };
  // Half a day from one reading to the next.
  deps.clock = () => new Date(NOW.getTime() + (clock.ms - 5_000) * 4_320);
  await keep(26_000);
  assertEquals(modes, ["everything", "changes", "everything"]);
});
