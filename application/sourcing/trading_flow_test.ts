import { assert, assertEquals } from "@std/assert";
import { sha256 } from "../../adapters/system/sha256.ts";
import type { ListingId } from "../../domain/sourcing/ids.ts";
import { type MarketAccount, openMarketAccount } from "../../domain/sourcing/market_account.ts";
import type { Product } from "../../domain/sourcing/product.ts";
import { openSupplierAccount, type SupplierAccount } from "../../domain/sourcing/supplier_account.ts";
import { marketOrder } from "../../testing/fixtures/feed_samples.ts";
import { type MarketUnderTest, memoryMarket } from "../../testing/ports/market.ts";
import { FORMAT, itemOf, NOW, sampleListing, sampleProduct, SUPPLIER } from "../../testing/fixtures/trading_samples.ts";
import { closeListing } from "./list_product.ts";
import { makeOrders } from "./make_orders.ts";
import { placeSupplierOrders } from "./place_supplier_orders.ts";
import type { ListingState, MarketplaceClient, Purchase, RecordFeed, SupplierClient } from "./ports/partners.ts";
import type { RawRecord } from "./ports/suppliers.ts";
import { publishListings } from "./publish_listings.ts";
import { pullMarketOrders } from "./pull_market_orders.ts";

/** Thrown where the process dies; nothing may catch it as something else. */
class Killed extends Error {}

/** Counts the calls of every port it wraps, and dies before or after the nth, whichever it is. */
class Mortality {
  calls = 0;
  constructor(readonly diesAt: number) {}

  wrap<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]) => {
          this.#step();
          const answer = await member.apply(target, args);
          this.#step();
          return answer;
        };
      },
    });
  }

  #step(): void {
    if (this.calls++ >= this.diesAt) throw new Killed(`step ${this.diesAt}`);
  }
}

/** A market and a supplier that remember what they were asked, as the clients' contract says. */
class Outside implements MarketplaceClient, SupplierClient, RecordFeed {
  readonly listings = new Map<string, ListingState & { isWithdrawn: boolean }>();
  readonly placed = new Map<string, "PLACED" | "CANCELLED">();
  readonly early = new Set<string>();
  orders: Record<string, unknown>[] = [];
  refuses = false;
  ships = false;
  /** Decides on what it is asked to cancel. */
  prepares = false;
  readonly asked = new Set<string>();
  publications = 0;

  publish(listing: ListingState) {
    const externalId = `L-${listing.id}`;
    if (!this.listings.has(externalId)) {
      this.publications++;
      this.listings.set(externalId, { ...listing, isWithdrawn: false });
    }
    return Promise.resolve({ outcome: "published", externalId } as const);
  }

  change(listing: ListingState & { externalId: string }) {
    const there = this.listings.get(listing.externalId)!;
    if (listing.revision >= there.revision) this.listings.set(listing.externalId, { ...listing, isWithdrawn: false });
    return Promise.resolve({ outcome: "changed" } as const);
  }

  withdraw({ id }: { id: ListingId }) {
    const there = this.listings.get(`L-${id}`);
    if (there) there.isWithdrawn = true;
    return Promise.resolve({ outcome: "withdrawn" } as const);
  }

  place({ supplierOrder: { id } }: Purchase) {
    if (this.placed.has(id)) return Promise.resolve({ outcome: "placed", externalId: `S-${id}` } as const);
    if (this.refuses || this.early.has(id)) return Promise.resolve({ outcome: "refused", reason: "sold out" } as const);
    this.placed.set(id, "PLACED");
    return Promise.resolve({ outcome: "placed", externalId: `S-${id}` } as const);
  }

  cancel({ id, cancelAskedAt }: { id: string; cancelAskedAt: Date | null }) {
    if (this.placed.has(id) && this.prepares) {
      this.asked.add(id);
      return Promise.resolve({ outcome: "requested" } as const);
    }
    if (this.asked.has(id)) assert(cancelAskedAt !== null);
    if (this.placed.has(id) && this.ships) return Promise.resolve({ outcome: "too_late" } as const);
    if (this.placed.has(id)) this.placed.set(id, "CANCELLED");
    else this.early.add(id);
    return Promise.resolve({ outcome: "cancelled" } as const);
  }

  read() {
    return Promise.resolve({ outcome: "page", records: this.orders, nextCursor: null, etag: null, asOf: NOW } as const);
  }
}

interface World {
  readonly market: MarketUnderTest;
  readonly outside: Outside;
  readonly account: MarketAccount;
  readonly product: Product;
  readonly listingId: ListingId;
  rounds: number;
}

async function newWorld(): Promise<World> {
  const market = await memoryMarket();
  const draft = { market: "market", name: "main", apiUrl: "https://market.test" };
  const opened = openMarketAccount(draft, { id: market.accountId, now: NOW });
  assert(opened.ok);
  const product = sampleProduct();
  const listing = sampleListing(market.accountId, product);
  await market.listings.add(listing);
  return { market, outside: new Outside(), account: opened.value, product, listingId: listing.id, rounds: 0 };
}

const signal = new AbortController().signal;
/** Publish, pull, make orders, place: one round of all processes, dying at a step. */
async function round(world: World, mortality: Mortality): Promise<void> {
  const { market, outside, account, product } = world;
  const now = new Date(NOW.getTime() + world.rounds++ * 15 * 60_000);
  const clock = () => now;
  const mortal = <T extends object>(port: T) => mortality.wrap(port);
  const listings = mortal(market.listings);
  const client = mortal(outside);
  const products = mortal({ findAll: () => Promise.resolve([product]) });
  await publishListings({ listings, products, client, digest: sha256, clock }, { account, signal });
  const journal = mortal(market.journal);
  await pullMarketOrders({ journal, feed: client, format: FORMAT, digest: sha256, clock }, {
    accountId: account.id,
    signal,
  });
  await makeOrders({
    journal,
    orders: mortal(market.orders),
    marketAccounts: mortal({ findAll: () => Promise.resolve([account]) }),
    listings,
    products,
    items: mortal({ itemsById: () => Promise.resolve([itemOf(product) as RawRecord]) }),
    formatOf: () => FORMAT,
    leastMarginRate: 0,
    newId: () => crypto.randomUUID(),
    clock,
  }, { signal });
  const opened = openSupplierAccount({ supplier: "s", name: "main", feedUrl: "https://supplier.test" }, {
    id: SUPPLIER,
    now: NOW,
  });
  assert(opened.ok);
  const { closed } = await placeSupplierOrders({
    supplierOrders: mortal(market.supplierOrders),
    orders: mortal(market.orders),
    accounts: mortal({ findAll: () => Promise.resolve([opened.value as SupplierAccount]) }),
    clientOf: () => client,
    digest: sha256,
    clock,
  }, { signal });
  // A client that dies is a supplier that can't be asked now: as far as this goes, the same.
  if (closed.length > 0) throw new Killed(closed[0]!.reason);
}

const alive = () => new Mortality(Infinity);

/** Each `act` is something that happens outside; the rounds between die at every step in turn, and are run again. */
async function dyingEverywhere(
  acts: readonly ((world: World) => void | Promise<void>)[],
  check: (world: World, state: Awaited<ReturnType<typeof stateOf>>) => void,
): Promise<void> {
  for (let nth = 0; nth < acts.length; nth++) {
    let died = true;
    for (let step = 0; died; step++) {
      const world = await newWorld();
      for (const [index, act] of acts.entries()) {
        await act(world);
        if (index === nth) {
          died = await round(world, new Mortality(step)).then(() => false, (error) => {
            if (!(error instanceof Killed)) throw error;
            return true;
          });
        }
        await round(world, alive());
      }
      // What one process decided is sent by another: as the loops do, round after round.
      await round(world, alive());
      check(world, await stateOf(world));
      assert(step < 200, "it dies for ever");
    }
  }
}

async function stateOf({ market, listingId }: World) {
  const orders = (await market.orders.list({ limit: 10, after: null })).rows;
  const supplierOrders = (await market.supplierOrders.list({ limit: 10, after: null })).rows;
  const [listing] = await market.listings.findAll([listingId]);
  return { order: orders[0], supplierOrder: supplierOrders[0], listing: listing!, orders: orders.length };
}

const sell = ({ outside, listingId }: World) => void outside.orders.push(marketOrder("O-1", [{ sku: listingId }]));
const cancel = ({ outside, listingId }: World) => {
  outside.orders = [marketOrder("O-1", [{ sku: listingId }], { status: "CANCELLED" })];
};

Deno.test("what is sold is published once and ordered once, wherever the processes die", async () => {
  await dyingEverywhere([sell], ({ outside }, { order, supplierOrder, listing, orders }) => {
    assertEquals([outside.publications, outside.placed.size, orders], [1, 1, 1]);
    assertEquals([order!.status, supplierOrder!.status, listing.status], ["ORDERED", "PLACED", "PUBLISHED"]);
    assertEquals([supplierOrder!.externalId, listing.externalId], [
      `S-${supplierOrder!.id}`,
      `L-${listing.id}`,
    ]);
  });
});

Deno.test("what the supplier refuses is marked and taken from sale, wherever the processes die", async () => {
  const refuse = (world: World) => {
    world.outside.refuses = true;
    sell(world);
  };
  await dyingEverywhere([refuse], ({ outside }, { order, supplierOrder, listing }) => {
    assertEquals([order!.status, supplierOrder!.status, listing.status], ["UNFULFILLABLE", "REFUSED", "PAUSED"]);
    assertEquals([outside.placed.size, outside.listings.get(listing.externalId!)!.offer.stock], [0, 0]);
  });
});

Deno.test("what the market cancels is taken back at the supplier, wherever the processes die", async () => {
  await dyingEverywhere([sell, cancel], ({ outside }, { order, supplierOrder, listing }) => {
    assertEquals([order!.status, supplierOrder!.status, listing.status], ["CANCELLED", "CANCELLED", "PUBLISHED"]);
    assertEquals([...outside.placed.values()], ["CANCELLED"]);
  });
});

Deno.test("what the market cancels too late has to come back, wherever the processes die", async () => {
  const late = (world: World) => {
    world.outside.ships = true;
    cancel(world);
  };
  await dyingEverywhere([sell, late], (_, { order, supplierOrder }) => {
    assertEquals([order!.status, supplierOrder!.status], ["TO_RETURN", "TO_RETURN"]);
  });
});

Deno.test("what the supplier has to decide on is cancelled or comes back as it decides, wherever the processes die", async () => {
  const asked = (world: World) => {
    world.outside.prepares = true;
    cancel(world);
  };
  const decided = ({ outside }: World) => void (outside.prepares = false);
  const rejected = ({ outside }: World) => void Object.assign(outside, { prepares: false, ships: true });
  await dyingEverywhere([sell, asked], (_, { order, supplierOrder }) => {
    assertEquals([order!.status, supplierOrder!.status], ["CANCELLED", "CANCELLING"]);
  });
  await dyingEverywhere([sell, asked, decided], (_, { order, supplierOrder }) => {
    assertEquals([order!.status, supplierOrder!.status], ["CANCELLED", "CANCELLED"]);
  });
  await dyingEverywhere([sell, asked, rejected], (_, { order, supplierOrder }) => {
    assertEquals([order!.status, supplierOrder!.status], ["TO_RETURN", "TO_RETURN"]);
  });
});

Deno.test("what is withdrawn leaves the market, wherever the processes die", async () => {
  const withdraw = async ({ market, listingId }: World) =>
    assert((await closeListing({ listings: market.listings }, listingId)).ok);
  await dyingEverywhere([() => {}, withdraw], ({ outside }, { listing }) => {
    assertEquals([listing.status, outside.listings.get(listing.externalId!)!.isWithdrawn], ["CLOSED", true]);
  });
});

Deno.test("an order that dies between the supplier's answer and its note is taken back when it is cancelled meanwhile", async () => {
  const world = await newWorld();
  sell(world);
  const { market, outside } = world;
  const note = market.supplierOrders.change.bind(market.supplierOrders);
  const dying = Object.assign(Object.create(market.supplierOrders), {
    due: market.supplierOrders.due.bind(market.supplierOrders),
    change: (...args: Parameters<typeof note>) =>
      outside.placed.size > 0 ? Promise.reject(new Killed()) : note(...args),
  });
  await round({ ...world, market: { ...market, supplierOrders: dying } }, alive()).catch(() => {});
  assertEquals([outside.placed.size, (await stateOf(world)).supplierOrder!.status], [1, "PLACING"]);
  cancel(world);
  await round(world, alive());
  const { order, supplierOrder } = await stateOf(world);
  assertEquals([order!.status, supplierOrder!.status], ["CANCELLED", "CANCELLED"]);
  assertEquals([...outside.placed.values()], ["CANCELLED"]);
});
