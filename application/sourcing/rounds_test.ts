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
import { supplierOrderIdSchema } from "../../domain/sourcing/ids.ts";
import type { MarketProductPage } from "./ports/marketplace.ts";
import {
  type MarketplaceClient,
  type OrderFulfilment,
  PartnerUnavailable,
  type RecordFeed,
  type SupplierClient,
} from "./ports/partners.ts";
import type { RawRecord } from "./ports/suppliers.ts";
import { publishRound } from "./publish_round.ts";
import { pullMarketProducts } from "./marketplace/pull_market_products.ts";
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
    good,
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
      fulfilment: (): OrderFulfilment | null => null,
    },
    leastMarginRate: 0,
    digest: sha256,
    clock: () => NOW,
    newId: () => crypto.randomUUID(),
    log,
    failures: new FailureLog(log),
    shipments: { writes: "market" as const, due: () => Promise.resolve([]), note: () => Promise.resolve() },
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

const MOVED = { name: "이바다", phone: "010", postcode: "1", address: "부산" };

/** Two orders to place, at a marketplace that wants to be told. */
async function toldMarketplace(acknowledge: OrderFulfilment["acknowledge"]) {
  const shop = await twoAccounts();
  const { deps, listing, orders } = shop;
  orders.push(...["O-1", "O-2"].map((id) => marketOrder(id, [{ sku: listing.id, quantity: 2 }])));
  await pullRound(deps, { signal });
  const opened = openSupplierAccount({ supplier: "s", name: "main", feedUrl: "http://s.test" }, {
    id: SUPPLIER,
    now: NOW,
  });
  assert(opened.ok);
  const addresses: string[] = [];
  const supplierClient = (): SupplierClient => ({
    ...deps.partners.supplierClient(),
    place: ({ supplierOrder: { id }, receiver }) => {
      addresses.push(receiver.receiverAddress);
      return Promise.resolve({ outcome: "placed", externalId: `S-${id}` });
    },
  });
  const told: string[] = [];
  const fulfilment = (): OrderFulfilment => ({
    acknowledge: (line, options) => {
      told.push(line.externalOrderId);
      return acknowledge(line, options);
    },
    ship: ({ trackingNumber }) => {
      told.push(trackingNumber);
      return Promise.resolve(trackingNumber === "2" ? { outcome: "refused", reason: "no" } : { outcome: "shipped" });
    },
    cancel: () => Promise.resolve({ outcome: "cancelled" }),
  });
  const round = {
    ...deps,
    accounts: { findAll: () => Promise.resolve([opened.value]) },
    partners: { ...deps.partners, supplierClient, fulfilment },
  };
  const kept = async () =>
    (await deps.orders.list({ limit: 10, after: null })).rows.map(({ status, problem, receiverAddress }) =>
      [status, problem, receiverAddress] as const
    );
  return { round, addresses, told, kept };
}

Deno.test("placeRound has each order acknowledged, and orders to the address that stands after it", async () => {
  const { round, addresses, told, kept } = await toldMarketplace(() =>
    Promise.resolve({ outcome: "acknowledged", receiver: MOVED, quantity: 2 })
  );
  assertEquals((await placeRound(round, { signal })).placed, 2);
  assertEquals([addresses, told.toSorted()], [["부산", "부산"], ["O-1", "O-2"]]);
  assertEquals(await kept(), [["ORDERED", null, "부산"], ["ORDERED", null, "부산"]]);
});

Deno.test("placeRound orders nothing that its marketplace does not let be prepared, or of which less is left", async () => {
  const { round, addresses, kept } = await toldMarketplace(({ externalOrderId }) =>
    Promise.resolve(
      externalOrderId === "O-1"
        ? { outcome: "refused", reason: "취소 중" }
        : { outcome: "acknowledged", receiver: MOVED, quantity: 1 },
    )
  );
  assertEquals((await placeRound(round, { signal })).refused, 2);
  assertEquals(addresses, []);
  assertEquals((await kept()).map(([status, problem]) => `${status}: ${problem}`).toSorted(), [
    "UNFULFILLABLE: 2 were ordered, and 1 are left of it",
    "UNFULFILLABLE: its marketplace: 취소 중",
  ]);
});

Deno.test("placeRound leaves orders of a marketplace that can't be asked for the next round", async () => {
  let isAway = true;
  const { round, addresses, told, kept } = await toldMarketplace(() =>
    isAway ? refuse() : Promise.resolve({ outcome: "acknowledged", receiver: MOVED, quantity: 2 })
  );
  const { closed } = await placeRound(round, { signal });
  assertEquals([closed.length, told.length, addresses.length], [1, 1, 0]);
  assertEquals((await kept()).map(([status]) => status), ["PAID", "PAID"]);
  isAway = false;
  assertEquals((await placeRound(round, { signal })).placed, 2);
});

Deno.test("placeRound reports each tracking number once, and shows why one was refused", async () => {
  const { round, told } = await toldMarketplace(() => Promise.resolve({ outcome: "refused", reason: "no" }));
  const noted: (string | null)[] = [];
  const due = ["1", "2"].map((trackingNumber) => ({
    ...{ externalOrderId: "O", externalLineId: "L", carrier: "CJ", trackingNumber },
    supplierOrderId: supplierOrderIdSchema.parse(crypto.randomUUID()),
  }));
  const shipments = {
    writes: "market" as const,
    due: (account: string) => Promise.resolve(account === round.good.id ? due : []),
    note: (_: string, problem: string | null) => Promise.resolve(void noted.push(problem)),
  };
  const report = await placeRound({ ...round, shipments }, { signal });
  assertEquals(report.shipments, { reported: 1, refused: 1 });
  assertEquals(told.filter((each) => /^\d$/.test(each)), ["1", "2"]);
  assertEquals(noted, [null, "Cannot report the shipment: no"]);
});

Deno.test("pullMarketProducts keeps what a marketplace has, page after page, and asks none that has no list", async () => {
  const { deps } = await twoAccounts();
  const pages = new Map<string | null, { records: unknown[]; nextCursor: string | null }>([
    [null, { records: [{ id: "P-1" }, "no product"], nextCursor: "2" }],
    ["2", { records: [{ id: "P-2" }], nextCursor: null }],
  ]);
  const feed: RecordFeed = {
    read: ({ cursor }) => Promise.resolve({ outcome: "page", ...pages.get(cursor)!, etag: null, asOf: null }),
  };
  const stored: string[] = [];
  const productJournal = {
    writes: "market" as const,
    position: () => Promise.resolve(null),
    restart: () => Promise.resolve(),
    store: (_: string, { products }: MarketProductPage) => {
      stored.push(...products.map(({ externalId }) => externalId));
      return Promise.resolve({ added: products.length, changed: 0, unchanged: 0 });
    },
  };
  const identify = (raw: unknown) => {
    const { id } = Object(raw);
    return typeof id === "string" ? { externalId: id, updatedAt: null } : null;
  };
  const marketplaceProducts = ({ id }: MarketAccount) =>
    id === deps.good.id ? { feed, kind: "products", identify } : null;
  const round = { ...deps, productJournal, partners: { marketplaceProducts } };
  const { accounts } = await pullMarketProducts(round, { signal });
  assertEquals(stored, ["P-1", "P-2"]);
  assertEquals(accounts.map(({ pages, added, unreadable }) => [pages, added, unreadable]), [[2, 2, 1], [0, 0, 0]]);
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
    pullProducts: step("products"),
    place: step("place"),
  }, {
    repeat: async (work, pauseMs, _, onError) => {
      repeated.push([pauseMs, await work().catch((error) => onError(error))]);
    },
    pullIntervalMs: 60_000,
    productsIntervalMs: 3_600_000,
    signal,
    log,
  });
  assertEquals(synced, 1);
  assertEquals(repeated.toSorted(), [
    [1_000, undefined],
    [1_000, "place"],
    [1_000, "publish"],
    [3_600_000, "products"],
    [60_000, "pull"],
  ]);
  assertEquals(log.lines, [["warn", "cannot make products yet", { reason: "no disk" }]]);
});
