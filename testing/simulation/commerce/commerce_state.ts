import { MemoryCachePools } from "../../../adapters/memory/commerce/cache_pools.ts";
import type { OrderStatus } from "../../../domain/commerce/order.ts";
import type { UserId } from "../../../domain/commerce/user.ts";
import { wholeBetween } from "../../../domain/shared/random.ts";
import { SimulatedLog } from "../log.ts";
import { Network } from "../network.ts";
import { SimulatedPostgres } from "../postgres/simulated_postgres.ts";
import { World } from "../world.ts";
import { BATCH_AT_MOST, type Errand, errandsOf, REFUSED_PAYMENT, UNSENDABLE } from "./errands.ts";
import type { CommerceMechanism } from "./mechanisms.ts";
import type { ShopDatabase } from "./shop_database.ts";
import { ShopTables } from "./shop_tables.ts";

/** The engines of a shop, what is left to do in it, and what was answered. */
export class CommerceState {
  readonly world: World;
  readonly network: Network;
  readonly log: SimulatedLog;
  readonly tables = new ShopTables();
  readonly database: ShopDatabase;
  readonly pools: MemoryCachePools;
  /** Of orders that were answered, the last status. */
  readonly acknowledged = new Map<string, { readonly status: OrderStatus; readonly userId: UserId }>();
  /** Written to the database at once, so that a restore may take them. */
  readonly direct = new Set<string>();
  readonly erased = new Set<UserId>();
  readonly errands: Errand[];
  readonly inHand = new Set<Errand>();
  cartsLeft: number;
  poisonLeft: number;
  poisoned = 0;
  erasuresLeft: number;
  erasures = 0;
  /** Orders that a table refused, and how many consumers have been started. */
  readonly refused = new Set<string>();
  consumers = 0;
  /** What was wrong with the pool at some time. */
  readonly pooled: string[] = [];
  redriven = 0;
  mendingsLeft: number;
  /** After how many restores the erasures were repeated. */
  repeatedAfter = 0;
  rounds = { grades: 0, pools: 0, letters: 0 };
  refusedUntil = 0;
  #ids = 0;

  constructor(seed: number, without: ReadonlySet<CommerceMechanism>) {
    this.world = new World(seed);
    const { random } = this.world;
    this.network = new Network(this.world);
    this.log = new SimulatedLog(this.world, this.network, {
      batch: wholeBetween(random, 1, BATCH_AT_MOST),
      latestMs: wholeBetween(random, 0, 1) * 600,
      refuses: (topic, { headers }) => topic.endsWith(".dlq") && UNSENDABLE in headers,
    });
    const postgres = new SimulatedPostgres(this.world, this.network, {
      tables: this.tables.all,
      hasRowLocks: !without.has("row lock"),
    });
    this.database = {
      postgres,
      tables: this.tables,
      without,
      atOnce: wholeBetween(random, 0, 3),
      refuses: ({ paymentMethod }) => paymentMethod === REFUSED_PAYMENT || this.world.now < this.refusedUntil,
    };
    this.pools = new MemoryCachePools(random);
    this.errands = errandsOf(random);
    this.cartsLeft = wholeBetween(random, 0, 12);
    this.poisonLeft = wholeBetween(random, 0, 1) * wholeBetween(random, 1, 10);
    this.mendingsLeft = wholeBetween(random, 0, 2);
    this.erasuresLeft = wholeBetween(random, 0, 3);
  }

  newId(): string {
    return String(++this.#ids);
  }
}
