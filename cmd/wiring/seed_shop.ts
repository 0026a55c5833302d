import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresCommerceWriter } from "../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresProducts } from "../../adapters/postgres/commerce/products.ts";
import { PostgresUsers } from "../../adapters/postgres/commerce/users.ts";
import {
  isSeeded,
  type Seeded,
  type SeedProgress,
  seedSimulation,
} from "../../application/commerce/simulation/seed_simulation.ts";
import type { Process } from "./process/run_process.ts";
import { WrongSettings } from "./config/settings.ts";
import { DAY_MS } from "../../domain/shared/durations.ts";

interface ShopSize {
  readonly users: number;
  readonly products: number;
  /** At most 30 characters. */
  readonly seed: string;
  /** The first users registered within the year before; now if left out. Given, all of it is the same every time. */
  readonly until?: Date;
}

/** The shop of a first start: enough of both to fill the pools several times over. */
export const FIRST_SHOP: ShopSize = { users: 10_000, products: 2_000, seed: "1" };

const YEAR_MS = 365 * DAY_MS;

/** Adds the initial users and products of a seed that are not there yet, as if they had come over a year. */
export async function seedShop(
  { signal }: Process,
  sql: Sql,
  size: ShopSize,
  onProgress: (progress: SeedProgress) => void = () => {},
): Promise<Seeded> {
  if (size.seed.length === 0 || size.seed.length > 30) {
    throw new WrongSettings([`--seed is "${size.seed}": expected 1 to 30 characters`]);
  }
  const until = size.until ?? new Date();
  const from = new Date(until.getTime() - YEAR_MS);
  return await seedSimulation({ store: new PostgresCommerceWriter(sql) }, { ...size, from, until, signal, onProgress });
}

export const isShopSeeded = (sql: Sql, size: ShopSize): Promise<boolean> =>
  isSeeded({ users: new PostgresUsers(sql), products: new PostgresProducts(sql) }, size);
