import { assert } from "@std/assert";
import { sha256 } from "../../adapters/system/sha256.ts";
import { FailureLog, type RoundLog } from "../../application/sourcing/marketplace_rounds.ts";
import type { PageRequest } from "../../application/sourcing/page.ts";
import {
  type MarketplaceClient,
  type OrderFulfilment,
  PartnerUnavailable,
  type RecordFeed,
  type SupplierClient,
} from "../../application/sourcing/ports/partners.ts";
import type { RawRecord } from "../../application/sourcing/ports/suppliers.ts";
import { pullRound } from "../../application/sourcing/pull_round.ts";
import { type MarketAccount, openMarketAccount } from "../../domain/sourcing/market_account.ts";
import { openSupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { marketOrder } from "../fixtures/feed_samples.ts";
import { FORMAT, itemOf, NOW, sampleListing, sampleProduct, SUPPLIER } from "../fixtures/trading_samples.ts";
import { MemoryCrossDatabaseOutbox } from "../memory/sourcing/cross_database_outbox.ts";
import { memoryMarket } from "./market.ts";

export class RoundLines implements RoundLog {
  readonly lines: [level: string, message: string, fields: object][] = [];
  debug = (fields: object, message: string) => void this.lines.push(["debug", message, fields]);
  info = (fields: object, message: string) => void this.lines.push(["info", message, fields]);
  warn = (fields: object, message: string) => void this.lines.push(["warn", message, fields]);
}

export const refuse = (): never => {
  throw new PartnerUnavailable("Cannot call the API: HTTP 401");
};

/** Two accounts on marketplaces, of which the second can't be reached; one product, listed on both. */
export async function twoAccounts() {
  const market = await memoryMarket();
  const [good, bad, paused] = [market.accountId, crypto.randomUUID(), crypto.randomUUID()].map((id, nth) => {
    const draft = { market: "market", name: `${nth}`, apiUrl: "https://market.test" };
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
  const log = new RoundLines();
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

/** Two orders to place, at a marketplace that wants to be told. */
export async function toldMarketplace(acknowledge: OrderFulfilment["acknowledge"]) {
  const shop = await twoAccounts();
  const { deps, listing, orders } = shop;
  orders.push(...["O-1", "O-2"].map((id) => marketOrder(id, [{ sku: listing.id, quantity: 2 }])));
  await pullRound(deps, { signal: new AbortController().signal });
  const opened = openSupplierAccount({ supplier: "s", name: "main", feedUrl: "https://s.test" }, {
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
