import type { GrowthCurve } from "../../../domain/commerce/simulation/growth.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import { type Random, wholeBetween } from "../../../domain/shared/random.ts";
import { Outage } from "../../shared/fault.ts";
import { listNewProduct } from "./list_new_product.ts";
import type { ShopOpening } from "../ports/simulation.ts";
import { placeCart, type PlaceCartDeps, placeCarts, type PlacedCart } from "./place_cart.ts";
import { registerNewcomers } from "./register_newcomers.ts";

interface StreamSimulationDeps extends PlaceCartDeps {
  /** Resolves early, without an error, when the signal is aborted. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Default: the start of the stream. */
  readonly opening?: Pick<ShopOpening, "openedAt">;
}

export interface StreamSimulationOptions {
  readonly signal: AbortSignal;
  /** Divides all intervals; 1 is the seed's pace. */
  readonly speed?: number;
  /** Orders per second, in place of the seed's interval; independent of `speed`. */
  readonly rate?: number;
  readonly growth?: GrowthCurve;
  readonly onNews?: (news: MarketNews) => void;
}

type SimulationActivity = "carts" | "products" | "newcomers";

export type MarketNews =
  | { readonly kind: "cart"; readonly cart: PlacedCart }
  | { readonly kind: "product"; readonly product: Product }
  | { readonly kind: "newcomers"; readonly users: readonly User[] }
  | { readonly kind: "empty_pool" }
  | {
    readonly kind: "outage";
    readonly during: SimulationActivity;
    readonly error: Outage;
    readonly retryInMs: number;
  };

/** The seed's intervals in milliseconds. */
const CART_EVERY = [3_000, 5_000] as const;
const PRODUCT_EVERY = [6_000, 8_000] as const;
const NEWCOMERS_EVERY_MS = 1_000;
const EMPTY_POOL_MS = 200;
const RATE_TICK_MS = 50;
/** Missed orders are made up for only this far back: no flood after an outage. */
const CATCH_UP_MS = 2_000;
const MAX_ORDERS_A_TICK = 1_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

/** An `Outage` affects one activity only, which is retried with backoff; any other fault stops all and is thrown. */
export async function streamSimulation(deps: StreamSimulationDeps, options: StreamSimulationOptions): Promise<void> {
  const { random } = deps;
  const { speed = 1, rate, onNews = () => {} } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const keep = (during: SimulationActivity, pauseMs: () => number, round: () => Promise<void>) =>
    keepDoing({ ...deps, signal, onNews }, during, pauseMs, round).catch((fault) => {
      failed.abort();
      throw fault;
    });

  const nextCart = cartPause(deps, speed);
  let isEmpty = false;
  const ended = await Promise.allSettled([
    rate === undefined
      ? keep("carts", () => isEmpty ? EMPTY_POOL_MS : nextCart(), async () => {
        const cart = await placeCart(deps);
        isEmpty = cart === "empty_pool";
        onNews(cart === "empty_pool" ? { kind: "empty_pool" } : { kind: "cart", cart });
      })
      : keep("carts", () => RATE_TICK_MS, ordersAtRate(deps, rate, onNews)),
    keep("products", between(random, PRODUCT_EVERY, speed), async () => {
      onNews({ kind: "product", product: await listNewProduct(deps) });
    }),
    keep("newcomers", () => NEWCOMERS_EVERY_MS, newcomersByCurve(deps, options)),
  ]);
  const fault = ended.find((each) => each.status === "rejected");
  if (fault) throw fault.reason;
}

function between(random: Random, [from, to]: readonly [number, number], speed: number): () => number {
  return () => wholeBetween(random, from, to) / speed;
}

function cartPause({ random, customers }: PlaceCartDeps, speed: number): () => number {
  const pause = between(random, CART_EVERY, speed);
  return () => pause() / customers.conditions.cartRate;
}

/** Continues at the curve's current point: no one registers for a time without a stream. */
function newcomersByCurve(
  deps: StreamSimulationDeps,
  { speed = 1, growth, onNews = () => {} }: StreamSimulationOptions,
) {
  const { clock, opening = { openedAt: () => Promise.resolve(beganAt) } } = deps;
  const beganAt = clock();
  let grownUntil: number | null = null;
  return async () => {
    const openedAt = await opening.openedAt();
    if (openedAt === null) return;
    const elapsedMs = (at: Date) => Math.max(0, at.getTime() - openedAt.getTime()) * speed;
    const toMs = elapsedMs(clock());
    const users = await registerNewcomers(deps, {
      fromMs: grownUntil ?? elapsedMs(beganAt),
      toMs,
      ...(growth && { growth }),
    });
    grownUntil = toMs;
    if (users.length > 0) onNews({ kind: "newcomers", users });
  };
}

function ordersAtRate(deps: PlaceCartDeps, rate: number, onNews: (news: MarketNews) => void): () => Promise<void> {
  let at = deps.clock().getTime();
  let owed = 0;
  return async () => {
    const now = deps.clock().getTime();
    const wanted = rate * deps.customers.conditions.orderRate;
    owed = Math.min(owed + wanted * (now - at) / 1_000, Math.max(1, wanted * CATCH_UP_MS / 1_000));
    at = now;
    if (owed < 1) return;
    const carts = await placeCarts(deps, Math.min(Math.floor(owed), MAX_ORDERS_A_TICK));
    if (carts === "empty_pool") return onNews({ kind: "empty_pool" });
    for (const cart of carts) {
      owed -= cart.orders.length;
      onNews({ kind: "cart", cart });
    }
  };
}

interface Keeping extends Pick<StreamSimulationDeps, "clock" | "sleep" | "random"> {
  readonly signal: AbortSignal;
  readonly onNews: (news: MarketNews) => void;
}

/** After a delay the schedule restarts instead of catching up. */
async function keepDoing(
  { clock, sleep, random, signal, onNews }: Keeping,
  during: SimulationActivity,
  pauseMs: () => number,
  round: () => Promise<void>,
): Promise<void> {
  let failures = 0;
  let due = clock().getTime();
  while (!signal.aborted) {
    try {
      await round();
      failures = 0;
      due += pauseMs();
    } catch (error) {
      if (!(error instanceof Outage)) throw error;
      // Jitter over half of the pause, so that several producers do not retry in step.
      const retryInMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** failures++) * (0.5 + random() / 2);
      onNews({ kind: "outage", during, error, retryInMs });
      due = clock().getTime() + retryInMs;
    }
    due = Math.max(due, clock().getTime());
    await sleep(due - clock().getTime(), signal);
  }
}
