import type { Order } from "../../../domain/commerce/order.ts";
import type { SimulatedPostgres } from "../postgres/simulated_postgres.ts";
import type { CommerceMechanism } from "./mechanisms.ts";
import type { ShopTables } from "./shop_tables.ts";

/** What the ports of commerce share. */
export interface ShopDatabase {
  readonly postgres: SimulatedPostgres;
  readonly tables: ShopTables;
  /** Left out, so that the simulation shows that it notices. */
  readonly without: ReadonlySet<CommerceMechanism>;
  /** A batch of more orders leaves its deltas for later. */
  readonly atOnce: number;
  /** What a column refuses that somebody has added. */
  readonly refuses: (order: Order) => boolean;
}
