import { type Conditions, ORDINARY } from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { type Candidate, selectionFrom } from "../../../domain/commerce/selection.ts";
import { Shelves } from "../../../domain/commerce/simulation/shelves.ts";
import type { Random } from "../../../domain/shared/random.ts";
import { singleFlight } from "../../shared/single_flight.ts";
import type { CachePools } from "../ports/cache_pools.ts";

/** The pools, read and scored: who may buy next, what there is to buy, and what holds meanwhile. */
export interface PreparedPools {
  readonly choose: (random: Random) => Candidate;
  readonly shelves: Shelves;
  readonly conditions: Conditions;
}

interface CustomerDrawOptions {
  /** How old a reading may get, in milliseconds. */
  readonly refreshMs?: number;
  /** What the scenarios say at a time, asked at every reading; no scenario when left out. May throw `Outage`. */
  readonly conditions?: (now: Date) => Promise<Conditions>;
}

const REFRESH_MS = 5_000;
/** An empty pool is looked at again sooner: the cache worker may be filling it for the first time right now. */
const REFRESH_EMPTY_MS = 200;

/**
 * Keeps the pools prepared, so that hundreds of carts a second cost one reading every few seconds.
 *
 * Callers that come while the pools are being read share the reading.
 */
export class CustomerDraw {
  readonly #pools: Pick<CachePools, "users" | "products">;
  readonly #clock: () => Date;
  readonly #options: CustomerDrawOptions;
  #prepared: PreparedPools | "empty_pool" = "empty_pool";
  #conditions: Conditions = ORDINARY;
  #freshUntil = -Infinity;
  readonly #reading = singleFlight(() => this.#read());

  constructor(
    { pools, clock }: { readonly pools: Pick<CachePools, "users" | "products">; readonly clock: () => Date },
    options: CustomerDrawOptions = {},
  ) {
    this.#pools = pools;
    this.#clock = clock;
    this.#options = options;
  }

  /** "empty_pool" while there is nobody to buy or nothing on sale. Throws `Outage` when a reading is due and fails. */
  async prepared(): Promise<PreparedPools | "empty_pool"> {
    if (this.#clock().getTime() < this.#freshUntil) return this.#prepared;
    return await this.#reading();
  }

  /** What holds, as of the last reading. */
  get conditions(): Conditions {
    return this.#conditions;
  }

  async #read(): Promise<PreparedPools | "empty_pool"> {
    const [users, products] = await Promise.all([this.#pools.users(), this.#pools.products()]);
    const now = this.#clock();
    const { refreshMs = REFRESH_MS } = this.#options;
    const conditions = this.#conditions = await this.#options.conditions?.(now) ?? ORDINARY;
    const choose = selectionFrom(users, seoulTime(now), { policies: conditions.policies });
    const shelves = new Shelves(products, conditions.appeal);
    this.#prepared = choose === null || shelves.products.length === 0 ? "empty_pool" : { choose, shelves, conditions };
    const keepMs = this.#prepared === "empty_pool" ? Math.min(refreshMs, REFRESH_EMPTY_MS) : refreshMs;
    this.#freshUntil = now.getTime() + keepMs;
    return this.#prepared;
  }
}
