import { sha256 } from "../../../adapters/system/sha256.ts";
import { makeOrders } from "../../../application/sourcing/make_orders.ts";
import { placeSupplierOrders } from "../../../application/sourcing/place_supplier_orders.ts";
import { publishListings } from "../../../application/sourcing/publish_listings.ts";
import { pullMarketOrders } from "../../../application/sourcing/pull_market_orders.ts";
import type { RawRecord } from "../../../application/sourcing/ports/suppliers.ts";
import { pick, type Random, wholeBetween } from "../../../domain/shared/random.ts";
import { listingIdSchema, marketAccountIdSchema, productIdSchema, rawIdSchema } from "../../../domain/sourcing/ids.ts";
import { draftListing } from "../../../domain/sourcing/listing.ts";
import { openMarketAccount } from "../../../domain/sourcing/market_account.ts";
import { openSupplierAccount } from "../../../domain/sourcing/supplier_account.ts";
import { FORMAT, itemOf, NOW, sampleProduct, SUPPLIER } from "../../fixtures/trading_samples.ts";
import { MemoryListings } from "../../memory/sourcing/listings.ts";
import { MemoryMarketOrderJournal } from "../../memory/sourcing/market_order_journal.ts";
import { MemoryMarketOrders } from "../../memory/sourcing/market_orders.ts";
import { MemoryMarketplaceState } from "../../memory/sourcing/marketplace_state.ts";
import { MemorySupplierOrders } from "../../memory/sourcing/supplier_orders.ts";
import { type FaultTargets, usualTargets } from "../faults.ts";
import { Network } from "../network.ts";
import { unlessAway } from "../patience.ts";
import type { Main } from "../processes.ts";
import type { Scenario } from "../scenario.ts";
import { type Process, World } from "../world.ts";
import type { SourcingMechanism } from "./mechanisms.ts";
import { SimulatedPartners } from "./partners.ts";
import { sourcingViolations } from "./sourcing_violations.ts";

const NEVER = new AbortController().signal;
const ROUNDS_AT_REST = 6;
const PRODUCTS = 3;

/** What is sold at a marketplace, ordered at a supplier, cancelled and refused, by the production code. */
export class SimulatedSourcing implements Scenario {
  readonly world: World;
  readonly network: Network;
  readonly mains: ReadonlyMap<string, Main>;
  readonly effects = {};
  readonly #state = new MemoryMarketplaceState();
  readonly #listings = new MemoryListings(this.#state);
  readonly #orders = new MemoryMarketOrders(this.#state);
  readonly #supplierOrders = new MemorySupplierOrders(this.#state);
  readonly #journal: MemoryMarketOrderJournal;
  readonly #partners: SimulatedPartners;
  readonly #without: ReadonlySet<SourcingMechanism>;
  readonly #account;
  readonly #supplier;
  readonly #products;
  #wishesLeft: number;
  #quietRounds = 0;
  #isHealed = false;

  constructor(seed: number, without: ReadonlySet<SourcingMechanism>) {
    this.world = new World(seed);
    this.network = new Network(this.world);
    this.#without = without;
    const { random } = this.world;
    const newId = () => uuid(random);
    this.#journal = new MemoryMarketOrderJournal(this.#state, newId);
    this.#partners = new SimulatedPartners(() => new Date(this.world.now), !without.has("idempotency key"));
    const id = marketAccountIdSchema.parse(newId());
    this.#account = valueOf(
      openMarketAccount({ market: "m", name: "main", apiUrl: "https://market.test" }, { id, now: NOW }),
    );
    this.#supplier = valueOf(
      openSupplierAccount({ supplier: "s", name: "main", feedUrl: "https://supplier.test" }, {
        id: SUPPLIER,
        now: NOW,
      }),
    );
    this.#products = Array.from({ length: PRODUCTS }, (_, nth) =>
      sampleProduct({
        id: productIdSchema.parse(newId()),
        supplierItemId: rawIdSchema.parse(newId()),
        supplierItemCode: `W-${nth + 1}`,
      }));
    this.#wishesLeft = wholeBetween(random, 5, 30);
    this.mains = new Map<string, Main>([
      ["worker 1", (process) => this.#work(process)],
      ["worker 2", (process) => this.#work(process)],
      ["outside", (process) => this.#buy(process)],
    ]);
  }

  get targets(): FaultTargets {
    const { outage: _, ...targets } = usualTargets(["worker 1", "worker 2"], []);
    return { ...targets, outage: ["Postgres", "marketplace", "supplier"] };
  }

  async prepare(): Promise<void> {
    for (const product of this.#products) {
      const id = listingIdSchema.parse(uuid(this.world.random));
      const options = { id, marketAccountId: this.#account.id, price: null, now: NOW, digest: sha256 };
      await this.#listings.add(valueOf(draftListing(product, options)));
    }
  }

  isAtRest(): boolean {
    // Rounds before the last fault prove nothing.
    if (this.#wishesLeft > 0 || !this.#isHealed) this.#quietRounds = 0;
    this.#isHealed = true;
    return this.#quietRounds > ROUNDS_AT_REST;
  }

  violations(): Promise<readonly string[]> {
    return Promise.resolve(sourcingViolations(this.#state, this.#partners));
  }

  tally() {
    return { sold: this.#partners.bought.length, placed: this.#partners.placed.size };
  }

  /** Every call of a port or a partner is a call over the network. */
  #through<T extends object>(process: Process, engine: string, port: T): T {
    return new Proxy(port, {
      get: (target, name) => {
        const member = Reflect.get(target, name, target);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) =>
          this.network.call(process, engine, String(name), () => member.apply(target, args) as Promise<unknown>);
      },
    });
  }

  async #work(process: Process): Promise<void> {
    const { world } = this;
    const clock = () => world.clockOf(process);
    const listings = this.#through(process, "Postgres", this.#listings);
    const journal = this.#through(process, "Postgres", this.#journal);
    const orders = this.#through(process, "Postgres", this.#orders);
    const marketplace = this.#through(process, "marketplace", this.#partners);
    const supplier = this.#through(process, "supplier", this.#partners);
    const products = { findAll: () => Promise.resolve(this.#products) };
    const supplierOrders = this.#through(process, "Postgres", this.#weakened());
    const rounds: readonly (() => Promise<unknown>)[] = [
      () =>
        publishListings({ listings, products, client: marketplace, digest: sha256, clock }, {
          account: this.#account,
          signal: NEVER,
        }),
      () =>
        pullMarketOrders({ journal, feed: marketplace, format: FORMAT, digest: sha256, clock }, {
          accountId: this.#account.id,
          signal: NEVER,
        }),
      () =>
        makeOrders({
          journal,
          orders,
          marketAccounts: { findAll: () => Promise.resolve([this.#account]) },
          listings,
          products,
          items: { itemsById: () => Promise.resolve(this.#products.map((product) => itemOf(product) as RawRecord)) },
          formatOf: () => FORMAT,
          leastMarginRate: 0,
          newId: () => uuid(world.random),
          clock,
        }, { signal: NEVER }),
      () =>
        placeSupplierOrders({
          supplierOrders,
          orders,
          accounts: { findAll: () => Promise.resolve([this.#supplier]) },
          clientOf: () => supplier,
          digest: sha256,
          clock,
        }, { signal: NEVER }),
    ];
    for (;;) {
      let isWhole = true;
      for (const round of rounds) {
        const before = isWhole;
        isWhole = false;
        await unlessAway(async () => {
          await round();
          isWhole = before;
        });
      }
      if (isWhole) this.#quietRounds++;
      await world.sleep(process, 400);
    }
  }

  #weakened(): MemorySupplierOrders {
    const weak: MemorySupplierOrders = Object.create(this.#supplierOrders);
    weak.list = this.#supplierOrders.list.bind(this.#supplierOrders);
    weak.ofOrders = this.#supplierOrders.ofOrders.bind(this.#supplierOrders);
    weak.due = this.#supplierOrders.due.bind(this.#supplierOrders);
    weak.follow = this.#supplierOrders.follow.bind(this.#supplierOrders);
    weak.change = async (id, decide, pause) => {
      let unstored: ReturnType<typeof decide>["supplierOrder"] | null = null;
      const changed = await this.#supplierOrders.change(id, (now) => {
        const step = decide(now);
        if (now.status === "WAITING" && step.supplierOrder.status === "PLACING" && this.#without.has("placing first")) {
          unstored = step.supplierOrder;
          return { supplierOrder: now };
        }
        const isCompensation = now.status === "CANCELLED" || now.status === "CANCELLING";
        if (isCompensation && this.#without.has("compensation")) {
          return { ...step, supplierOrder: { ...step.supplierOrder, status: "CANCELLED" } as typeof now };
        }
        return step;
      }, this.#without.has("pause") ? (listing) => listing : pause);
      return unstored ?? changed;
    };
    return weak;
  }

  /** Customers buy what is offered, some change their minds, and the supplier runs out of things. */
  async #buy(process: Process): Promise<void> {
    const { world, world: { random } } = this;
    const { bought, offers, soldOut } = this.#partners;
    while (this.#wishesLeft > 0) {
      await world.sleep(process, wholeBetween(random, 100, 900));
      const offered = [...offers].filter(([, { stock, isWithdrawn }]) => stock > 0 && !isWithdrawn);
      if (offered.length === 0 && offers.size < PRODUCTS) continue;
      this.#wishesLeft--;
      const chance = random();
      if (chance < 0.25 && bought.length > 0) pick(random, bought).status = "CANCELLED";
      else if (chance < 0.35) soldOut.add(pick(random, this.#products).supplierItemCode);
      else if (offered.length > 0) {
        const listingId = pick(random, offered)[0].slice("L-".length);
        const quantity = wholeBetween(random, 1, 3);
        bought.push({ id: `O-${bought.length + 1}`, listingId, quantity, unitPrice: 13_400, status: "PAID" });
      }
      this.#quietRounds = 0;
    }
  }
}

function uuid(random: Random): string {
  const hex = (digits: number) =>
    Array.from({ length: digits }, () => wholeBetween(random, 0, 15).toString(16)).join("");
  return `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`;
}

function valueOf<T>(
  made: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: unknown },
): T {
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}
