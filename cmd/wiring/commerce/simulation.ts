import { sleep } from "../../../adapters/system/sleep.ts";
import type { CachePools } from "../../../application/commerce/ports/cache.ts";
import { liveConditions } from "../../../application/commerce/simulation/live_conditions.ts";
import { CustomerDraw } from "../../../application/commerce/simulation/customer_draw.ts";
import { type MarketNews, streamSimulation } from "../../../application/commerce/simulation/stream_simulation.ts";
import { seededRandom } from "../../../domain/shared/random.ts";
import type { Log } from "../engines/kafka.ts";
import type { SimulationState } from "../commerce.ts";
import { openErasedUsers } from "./user_erasure.ts";
import type { Process } from "../process/run_process.ts";
import type { Sql } from "../../../adapters/postgres/core/connect.ts";
import { PostgresCommerceWriter } from "../../../adapters/postgres/commerce/commerce_writer.ts";
import { PostgresProducts } from "../../../adapters/postgres/commerce/products.ts";
import { PostgresUsers } from "../../../adapters/postgres/commerce/users.ts";
import {
  isSeeded,
  type Seeded,
  type SeedProgress,
  seedSimulation,
} from "../../../application/commerce/simulation/seed_simulation.ts";
import { WrongSettings } from "../config/settings.ts";
import { DAY_MS } from "../../../domain/shared/durations.ts";

export interface SimulationOptions {
  readonly speed: number;
  /** Orders a second; `null` for the natural rate. */
  readonly rate: number | null;
  /** The same seed makes the same choices, given the same pools and times. */
  readonly seed: string | null;
  readonly scenarios: readonly string[];
  readonly calendarPace: boolean;
}

export async function runShopSimulation(
  process: Process,
  log: Log,
  { pools, state }: { readonly pools: CachePools; readonly state: SimulationState },
  options: SimulationOptions,
): Promise<void> {
  const { growth, scenarioCalendar } = process.config.commerce;
  const clock = () => new Date();
  const random = options.seed === null ? Math.random : seededRandom(options.seed);
  await streamSimulation({
    customers: new CustomerDraw({ pools, clock }, {
      conditions: (now) =>
        liveConditions({
          active: state.scenarios,
          always: options.scenarios,
          // A fixed rate is kept whatever the calendar says.
          calendar: scenarioCalendar && options.rate === null,
          calendarPace: options.calendarPace,
        }, now),
    }),
    opening: state.opening,
    events: log.events,
    clock,
    newId: () => crypto.randomUUID(),
    random,
    sleep,
  }, {
    signal: process.signal,
    speed: options.speed,
    growth,
    ...(options.rate === null ? {} : { rate: options.rate }),
    onNews: reporter(process),
  });
}

/** Logs once that the pools are empty, not twenty times a second. */
function reporter(process: Process): (news: MarketNews) => void {
  let toldEmpty = false;
  return (news) => {
    if (news.kind !== "empty_pool" || !toldEmpty) report(process, news);
    if (news.kind === "empty_pool" || news.kind === "cart") toldEmpty = news.kind === "empty_pool";
  };
}

function report({ log, metrics }: Process, news: MarketNews): void {
  switch (news.kind) {
    case "cart":
      metrics.carts.inc();
      return log.debug({ score: news.cart.selection.score, orders: news.cart.orders.length }, "cart placed");
    case "product":
      return log.debug({ category: news.product.category }, "product listed");
    case "newcomers":
      return log.debug({ users: news.users.length }, "newcomers registered");
    case "empty_pool":
      return log.info("the pools are empty: waiting for the cache worker");
    case "outage":
      return log.warn(
        { during: news.during, reason: news.error.message, retryInMs: Math.round(news.retryInMs) },
        "cannot go on yet",
      );
    default:
      return news satisfies never;
  }
}

interface ShopSize {
  readonly users: number;
  readonly products: number;
  /** At most 30 characters. */
  readonly seed: string;
  /** The first users registered within the year before; now if left out. With it, a seed is always the same. */
  readonly until?: Date;
}

/** Fills the pools several times over. */
export const FIRST_SHOP: ShopSize = { users: 10_000, products: 2_000, seed: "1" };

const YEAR_MS = 365 * DAY_MS;

/** Idempotent: adds what is not there yet, as if it had come over a year. */
export async function seedShop(
  process: Process,
  sql: Sql,
  size: ShopSize,
  onProgress: (progress: SeedProgress) => void = () => {},
): Promise<Seeded> {
  if (size.seed.length === 0 || size.seed.length > 30) {
    throw new WrongSettings([`--seed is "${size.seed}": expected 1 to 30 characters`]);
  }
  const until = size.until ?? new Date();
  const from = new Date(until.getTime() - YEAR_MS);
  return await seedSimulation({ store: new PostgresCommerceWriter(sql, openErasedUsers(process)) }, {
    ...size,
    from,
    until,
    signal: process.signal,
    onProgress,
  });
}

export const isShopSeeded = (sql: Sql, size: ShopSize): Promise<boolean> =>
  isSeeded({ users: new PostgresUsers(sql), products: new PostgresProducts(sql) }, size);
