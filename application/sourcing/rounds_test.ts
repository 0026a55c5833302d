import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../adapters/system/sha256.ts";
import { type MarketAccount, openMarketAccount } from "../../domain/sourcing/market_account.ts";
import { openSupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { MemoryCrossDatabaseOutbox } from "../../testing/memory/sourcing/cross_database_outbox.ts";
import { memoryMarket } from "../../testing/ports/market.ts";
import { FORMAT, itemOf, NOW, sampleListing, sampleProduct, SUPPLIER } from "../../testing/fixtures/trading_samples.ts";
import { marketOrder } from "../../testing/fixtures/feed_samples.ts";
import { FailureLog, type RoundLog } from "./marketplace_rounds.ts";
import type { PageRequest } from "./page.ts";
import { placeRound } from "./place_round.ts";
import { PRODUCT_CHANGED } from "./messages.ts";
import { type MarketplaceClient, PartnerUnavailable, type RecordFeed, type SupplierClient } from "./ports/partners.ts";
import type { RawRecord } from "./ports/suppliers.ts";
import { publishRound } from "./publish_round.ts";
import { pullRound } from "./pull_round.ts";
import { runSourcing } from "./run_sourcing.ts";

const signal = new AbortController().signal;

class Lines implements RoundLog {
  readonly lines: [level: string, message: string, fields: object][] = [];
  debug = (fields: object, message: string) => void this.lines.push(["debug", message, fields]);
  info = (fields: object, message: string) => void this.lines.push(["info", message, fields]);
  warn = (fields: object, message: string) => void this.lines.push(["warn", message, fields]);
}

const refuse = (): never => {
  throw new PartnerUnavailable("Cannot call the API: HTTP 401");
};

/** Two accounts on marketplaces, of which the second can't be reached; one product, listed on both. */
async function twoAccounts() {
  const market = await memoryMarket();
  const [good, bad, paused] = [market.accountId, crypto.randomUUID(), crypto.randomUUID()].map((id, nth) => {
    const draft = { market: "market", name: `${nth}`, apiUrl: "http://market.test" };
    const opened = openMarketAccount(draft, { id, now: NOW });
    assert(opened.ok);
    return nth === 2 ? { ...opened.value, status: "PAUSED" as const } : opened.value;
  }) as [MarketAccount, MarketAccount, MarketAccount];
  const product = sampleProduct();
  const listing = sampleListing(good.id, product);
  await market.listings.add(listing);
  await market.listings.add(sampleListing(bad.id, product));
  const orders: unknown[] = [];
  const asked: string[] = [];
  const client: MarketplaceClient = {
    publish: ({ id }) => Promise.resolve({ outcome: "published", externalId: `L-${id}` }),
    change: () => Promise.resolve({ outcome: "changed" }),
    withdraw: () => Promise.resolve({ outcome: "withdrawn" }),
  };
  const feed: RecordFeed = {
    read: () => Promise.resolve({ outcome: "page", records: orders, nextCursor: null, etag: null, asOf: NOW }),
  };
  const reachable = <T>(account: MarketAccount, opened: T): T => {
    asked.push(account.name);
    return account.id === bad.id ? refuse() : opened;
  };
  const placed: string[] = [];
  const supplier: SupplierClient = {
    place: ({ supplierOrder: { id } }) => {
      placed.push(id);
      return Promise.resolve({ outcome: "placed", externalId: `S-${id}` });
    },
    cancel: () => Promise.resolve({ outcome: "cancelled" }),
  };
  const log = new Lines();
  // One account a page, so that every round has to go on behind the first.
  const pages = [good, bad, paused];
  const deps = {
    ...market,
    marketAccounts: {
      list: ({ after }: PageRequest) => {
        const nth = after === null ? 0 : Number(after.id);
        const next = nth + 1 < pages.length ? { at: "", id: String(nth + 1) } : null;
        return Promise.resolve({ rows: [pages[nth]!], next });
      },
      findAll: () => Promise.resolve(pages),
    },
    dropshipOutbox: new MemoryCrossDatabaseOutbox("dropship"),
    outbox: new MemoryCrossDatabaseOutbox("source"),
    products: { findAll: () => Promise.resolve([product]) },
    items: { itemsById: () => Promise.resolve([itemOf(product) as RawRecord]) },
    records: { ordersById: () => Promise.resolve([]) },
    accounts: { findAll: () => Promise.resolve([]) },
    partners: {
      formatOf: () => FORMAT,
      marketplaceClient: (account: MarketAccount) => reachable(account, client),
      marketplaceFeed: (account: MarketAccount) => reachable(account, { feed, format: FORMAT }),
      supplierClient: () => supplier,
    },
    leastMarginRate: 0,
    digest: sha256,
    clock: () => NOW,
    newId: () => crypto.randomUUID(),
    log,
    failures: new FailureLog(log),
  };
  return { deps, log, listing, product, orders, asked, bad, placed };
}

Deno.test("publishRound publishes for each active account, whatever becomes of the others, and follows products first", async () => {
  const { deps, log, listing, product, asked } = await twoAccounts();
  deps.dropshipOutbox.add(
    { id: crypto.randomUUID(), kind: PRODUCT_CHANGED, subject: product.id, payload: { productId: product.id } },
    "market",
  );
  const { followed, accounts } = await publishRound(deps, { signal });
  assertEquals(followed, { relayed: 1, deadLettered: 0 });
  assertEquals(accounts, [
    { market: "market", account: "0", error: null, published: 1, changed: 0, withdrawn: 0, refused: 0, pending: 0 },
    { market: "market", account: "1", error: "Cannot call the API: HTTP 401" },
  ]);
  assertEquals((await deps.listings.findAll([listing.id]))[0]!.status, "PUBLISHED");
  assertEquals(asked, ["0", "1"]);
  assertEquals(log.lines.map(([level, message]) => [level, message]), [
    ["info", "listings published"],
    ["warn", "cannot publish listings now"],
  ]);
});

Deno.test("a failure of an account is logged once while it lasts, and again when it comes back", async () => {
  const { deps, log, bad } = await twoAccounts();
  const only = { signal, isWanted: ({ id }: MarketAccount) => id === bad.id };
  await publishRound(deps, only);
  await publishRound(deps, only);
  assertEquals(log.lines, [
    ["warn", "cannot publish listings now", { account: "market/1", reason: "Cannot call the API: HTTP 401" }],
  ]);
  await publishRound(deps, { signal, isWanted: ({ id }) => id !== bad.id });
  await publishRound(deps, only);
  assertEquals(log.lines.filter(([level]) => level === "warn").length, 2);
});

Deno.test("pullRound ingests what could be pulled, and placeRound refuses what no supplier account is left for", async () => {
  const { deps, log, listing, orders, placed } = await twoAccounts();
  orders.push(marketOrder("O-1", [{ sku: listing.id, quantity: 2 }]), "no order");
  const { accounts, ingested } = await pullRound(deps, { signal });
  assertEquals(accounts.map(({ error, added }) => [error, added]), [
    [null, 2],
    ["Cannot call the API: HTTP 401", undefined],
  ]);
  assertEquals(ingested, { orders: 1, supplierOrders: 1, cancelled: 0, unreadable: 1 });
  assert(log.lines.some(([, message]) => message === "orders ingested"));
  // No such supplier account is left: refused without a call.
  const { refused, closed, followed } = await placeRound(deps, { signal });
  assertEquals([refused, closed, followed, placed], [1, [], { relayed: 0, deadLettered: 0 }, []]);
  assertEquals(log.lines.at(-1)![1], "supplier orders placed");
  // What was ingested is not ingested again, and says nothing.
  const before = log.lines.length;
  assertEquals((await pullRound(deps, { signal })).ingested.orders, 0);
  assertEquals(log.lines.length, before);
});

Deno.test("placeRound opens a supplier's client once a round, and logs an unreachable supplier once", async () => {
  const { deps, log, listing, orders, placed } = await twoAccounts();
  orders.push(...["O-1", "O-2", "O-3"].map((id) => marketOrder(id, [{ sku: listing.id }])));
  await pullRound(deps, { signal });
  const opened = openSupplierAccount({ supplier: "s", name: "main", feedUrl: "http://supplier.test" }, {
    id: SUPPLIER,
    now: NOW,
  });
  assert(opened.ok);
  const accounts = { findAll: () => Promise.resolve([opened.value]) };
  const client = deps.partners.supplierClient();
  let calls = 0;
  const partners = { ...deps.partners, supplierClient: () => calls++ < 2 ? refuse() : client };
  for (let round = 0; round < 2; round++) {
    const { closed } = await placeRound({ ...deps, accounts, partners }, { signal });
    assertEquals(closed, [{ account: SUPPLIER, reason: "Cannot call the API: HTTP 401" }]);
  }
  assertEquals(log.lines.filter(([level]) => level === "warn").map(([, message]) => message), [
    "cannot pull orders now",
    "cannot order at a supplier now",
  ]);
  assertEquals((await placeRound({ ...deps, accounts, partners }, { signal })).placed, 3);
  assertEquals([calls, new Set(placed).size], [3, 3]);
});

Deno.test("a round stops between two accounts when it is aborted", async () => {
  const { deps, asked } = await twoAccounts();
  const stop = new AbortController();
  const { accounts } = await publishRound(deps, { signal: stop.signal, onProgress: () => stop.abort() });
  assertEquals([accounts.length, asked], [1, ["0"]]);
});

Deno.test("runSourcing repeats every step but sync with its pause, and logs a step that fails", async () => {
  const log = new Lines();
  const repeated: [number, unknown][] = [];
  const step = (name: string) => () => Promise.resolve(name);
  let synced = 0;
  await runSourcing({
    sync: () => Promise.resolve(void synced++),
    make: () => Promise.reject(new Error("no disk")),
    publish: step("publish"),
    pull: step("pull"),
    place: step("place"),
  }, {
    repeat: async (work, pauseMs, _, onError) => {
      repeated.push([pauseMs, await work().catch((error) => onError(error))]);
    },
    pullIntervalMs: 60_000,
    signal,
    log,
  });
  assertEquals(synced, 1);
  assertEquals(repeated.toSorted(), [[1_000, undefined], [1_000, "place"], [1_000, "publish"], [60_000, "pull"]]);
  assertEquals(log.lines, [["warn", "cannot make products yet", { reason: "no disk" }]]);
});
