import { HttpMarketplaceClient } from "../../adapters/partners/json/http_marketplace_client.ts";
import { HttpSupplierClient } from "../../adapters/partners/json/http_supplier_client.ts";
import { PostgresCrossDatabaseOutbox } from "../../adapters/postgres/sourcing/cross_database_outbox.ts";
import { PostgresListings } from "../../adapters/postgres/sourcing/listings.ts";
import { PostgresMarketAccounts } from "../../adapters/postgres/sourcing/market_accounts.ts";
import { PostgresMarketOrderJournal } from "../../adapters/postgres/sourcing/market_order_journal.ts";
import { PostgresMarketOrders } from "../../adapters/postgres/sourcing/market_orders.ts";
import { PostgresProducts } from "../../adapters/postgres/sourcing/products.ts";
import { PostgresSupplierAccounts } from "../../adapters/postgres/sourcing/supplier_accounts.ts";
import { PostgresSupplierOrders } from "../../adapters/postgres/sourcing/supplier_orders.ts";
import { PostgresSupplierRecords } from "../../adapters/postgres/sourcing/supplier_records.ts";
import { sha256 } from "../../adapters/system/sha256.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { type CarriedOver, relayAcross } from "../../application/sourcing/relay_across.ts";
import { followProducts } from "../../application/sourcing/follow_products.ts";
import { followSupplierOrders } from "../../application/sourcing/follow_supplier_orders.ts";
import { makeOrders } from "../../application/sourcing/make_orders.ts";
import { type PlacedOrders, placeSupplierOrders } from "../../application/sourcing/place_supplier_orders.ts";
import type { TakenOrders } from "../../application/sourcing/ports/orders.ts";
import { PRODUCT_CHANGED, SUPPLIER_ORDER_CHANGED } from "../../application/sourcing/messages.ts";
import { type Published, publishListings } from "../../application/sourcing/publish_listings.ts";
import { type PulledOrders, pullMarketOrders } from "../../application/sourcing/pull_market_orders.ts";
import type { MarketAccount } from "../../domain/sourcing/market_account.ts";
import { callerOptions, openFeed } from "./engines/open_feed.ts";
import type { SourcingDatabases } from "./open_sourcing.ts";
import type { Process } from "./process/run_process.ts";
import { WrongSettings } from "./config/settings.ts";

/** What became of one account; `error` says why its work is not finished. */
export type OfAccount<T> =
  & { readonly market: string; readonly account: string; readonly error: string | null }
  & Partial<T>;

export interface PublishReport {
  /** Changes of products that listings follow. */
  readonly followed: CarriedOver;
  readonly accounts: readonly OfAccount<Published>[];
}

export interface PullReport {
  readonly accounts: readonly OfAccount<PulledOrders>[];
  readonly taken: TakenOrders;
}

export interface PlaceReport extends PlacedOrders {
  /** What suppliers said of orders. */
  readonly followed: CarriedOver;
}

type IsWanted = (account: MarketAccount) => boolean;

const PAGE_OF_ACCOUNTS = 200;

/** The half of sourcing that sells: one round of each of its works. */
export class Trading {
  readonly #process: Process;
  readonly #databases: SourcingDatabases;
  /** Troubles that were in the log last time, by message. */
  readonly #told = new Map<string, ReadonlySet<string>>();
  readonly accounts: PostgresMarketAccounts;

  constructor(process: Process, databases: SourcingDatabases) {
    this.#process = process;
    this.#databases = databases;
    this.accounts = new PostgresMarketAccounts(databases.market);
  }

  /** Lets listings follow their products, and tells the markets. */
  async publish(isWanted: IsWanted = () => true, onProgress?: (done: number) => void): Promise<PublishReport> {
    const { signal, config, log } = this.#process;
    const { dropship, market } = this.#databases;
    const [listings, products] = [new PostgresListings(market), new PostgresProducts(dropship)];
    const followed = await relayAcross({
      outbox: new PostgresCrossDatabaseOutbox(dropship, "dropship"),
      deliveries: { [PRODUCT_CHANGED]: followProducts({ products, listings, digest: sha256 }) },
    }, { destination: "market", signal });
    const accounts = await this.#each("tell a market", isWanted, async (account) => {
      const address = { ...account, url: account.apiUrl };
      const client = new HttpMarketplaceClient(callerOptions(address, config.sourcing.marketTokens, "MARKET_TOKENS"));
      const published = await publishListings(
        { listings, products, client, digest: sha256, clock: () => new Date() },
        { account, signal, ...(onProgress ? { onProgress } : {}) },
      );
      if (Object.values(published).some((count) => count > 0)) {
        log.info({ market: account.market, account: account.name, ...published }, "market told");
      }
      return published;
    });
    return { followed, accounts };
  }

  /** Pulls orders, and turns them into orders at suppliers. */
  async pull(isWanted: IsWanted = () => true, onProgress?: (pulled: number) => void): Promise<PullReport> {
    const { signal, config, log } = this.#process;
    const { source, dropship, market } = this.#databases;
    const journal = new PostgresMarketOrderJournal(market);
    const accounts = await this.#each("pull a market's orders", isWanted, (account) => {
      const address = { ...account, url: account.apiUrl };
      return pullMarketOrders({
        journal,
        feed: openFeed(address, config.sourcing.marketTokens, "MARKET_TOKENS"),
        digest: sha256,
        clock: () => new Date(),
      }, {
        accountId: account.id,
        signal,
        onAttempt: (attempt) => log[attempt.error === null ? "debug" : "warn"](attempt, "market's orders asked for"),
        onPage: ({ added, changed, unchanged }) => onProgress?.(added + changed + unchanged),
      });
    });
    const taken = await makeOrders({
      journal,
      orders: new PostgresMarketOrders(market),
      marketAccounts: this.accounts,
      listings: new PostgresListings(market),
      products: new PostgresProducts(dropship),
      items: new PostgresSupplierRecords(source),
      newId: () => crypto.randomUUID(),
      clock: () => new Date(),
    }, { signal });
    if (Object.values(taken).some((count) => count > 0)) log.info(taken, "orders taken in");
    return { accounts, taken };
  }

  /** Lets supplier orders follow their suppliers, and places what waits. */
  async place(onProgress?: (done: number) => void): Promise<PlaceReport> {
    const { signal, config, log } = this.#process;
    const { source, market } = this.#databases;
    const supplierOrders = new PostgresSupplierOrders(market);
    const clock = () => new Date();
    const followed = await relayAcross({
      outbox: new PostgresCrossDatabaseOutbox(source, "source"),
      deliveries: {
        [SUPPLIER_ORDER_CHANGED]: followSupplierOrders({
          records: new PostgresSupplierRecords(source),
          supplierOrders,
          digest: sha256,
          clock,
        }),
      },
    }, { destination: "market", signal });
    const clients = new Map<string, HttpSupplierClient>();
    const placed = await placeSupplierOrders({
      supplierOrders,
      orders: new PostgresMarketOrders(market),
      accounts: new PostgresSupplierAccounts(source),
      clientOf: (account) => {
        const address = { ...account, url: account.feedUrl };
        const client = clients.get(account.id) ??
          new HttpSupplierClient(callerOptions(address, config.sourcing.supplierTokens, "SUPPLIER_TOKENS"));
        clients.set(account.id, client);
        return client;
      },
      digest: sha256,
      clock,
    }, { signal, ...(onProgress ? { onProgress } : {}) });
    const { closed, ...counts } = placed;
    if (Object.values(counts).some((count) => count > 0)) log.info(counts, "suppliers told");
    this.#warn("cannot order at a supplier now", closed);
    return { followed, ...placed };
  }

  /**
   * Accounts that `--account` names, by id or as MARKET/NAME; all without. Throws `WrongSettings` for one that is not
   * there.
   */
  async accountsNamed(given: string | undefined): Promise<IsWanted> {
    if (given === undefined) return () => true;
    const isWanted: IsWanted = ({ id, market, name }) => given === id || given === `${market}/${name}`;
    if ((await this.allAccounts()).some(isWanted)) return isWanted;
    throw new WrongSettings([`--account is "${given}": there is no such market account`]);
  }

  async allAccounts(): Promise<MarketAccount[]> {
    const all: MarketAccount[] = [];
    for (let after = null, page; page === undefined || after !== null; after = page.next) {
      page = await this.accounts.list({ limit: PAGE_OF_ACCOUNTS, after });
      all.push(...page.rows);
    }
    return all;
  }

  /** A market that is away holds up no other. */
  async #each<T extends object>(
    what: string,
    isWanted: IsWanted,
    work: (account: MarketAccount) => Promise<T>,
  ): Promise<OfAccount<T>[]> {
    const { signal } = this.#process;
    const done: OfAccount<T>[] = [];
    for (const account of (await this.allAccounts()).filter(isWanted)) {
      if (signal.aborted || account.status !== "ACTIVE") continue;
      const { market, name } = account;
      try {
        done.push({ market, account: name, error: null, ...await work(account) });
      } catch (error) {
        if (signal.aborted) break;
        done.push({ market, account: name, error: reasonOf(error) } as OfAccount<T>);
      }
    }
    const closed = done.flatMap(({ market, account, error }) =>
      error === null ? [] : [{ account: `${market}/${account}`, reason: error }]
    );
    this.#warn(`cannot ${what} now`, closed);
    return done;
  }

  /** Once for each trouble, and not each second while it lasts. */
  #warn(message: string, troubles: readonly { readonly account: string; readonly reason: string }[]): void {
    const told = this.#told.get(message) ?? new Set();
    this.#told.set(message, new Set(troubles.map(({ account, reason }) => `${account}: ${reason}`)));
    for (const { account, reason } of troubles) {
      if (!told.has(`${account}: ${reason}`)) this.#process.log.warn({ account, reason }, message);
    }
  }
}
