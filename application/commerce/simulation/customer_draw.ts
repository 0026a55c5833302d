import { type Conditions, ORDINARY } from "../../../domain/commerce/simulation/scenarios/conditions.ts";
import { seoulTime } from "../../../domain/commerce/seoul_time.ts";
import { type Candidate, selectionFrom } from "../../../domain/commerce/selection.ts";
import { Shelves } from "../../../domain/commerce/simulation/shelves.ts";
import type { Random } from "../../../domain/shared/random.ts";
import { singleFlight } from "../../shared/single_flight.ts";
import type { CachePools } from "../ports/cache.ts";

export interface PreparedPools {
  readonly choose: (random: Random) => Candidate;
  readonly shelves: Shelves;
  readonly conditions: Conditions;
}

interface CustomerDrawOptions {
  readonly refreshMs?: number;
  /** Default: none. May throw `Outage`. */
  readonly conditions?: (now: Date) => Promise<Conditions>;
}

const REFRESH_MS = 5_000;
/** The cache worker may be filling it for the first time. */
const REFRESH_EMPTY_MS = 200;

/** Caches the prepared pools; callers share a reading. */
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

  /** "empty_pool": no customers or nothing on sale. Throws `Outage` when a due reading fails. */
  async prepared(): Promise<PreparedPools | "empty_pool"> {
    if (this.#clock().getTime() < this.#freshUntil) return this.#prepared;
    return await this.#reading();
  }

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
