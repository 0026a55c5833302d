import type { PoolSplit } from "../../../application/commerce/cache/split_pools.ts";
import type { Summary } from "../../../application/commerce/summarise.ts";
import { Outage } from "../../../application/shared/fault.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Log } from "../server/log.ts";
import type { StreamOptions } from "../server/options.ts";
import { changesOf, newestCarts } from "./live_changes.ts";
import { eventText, Listeners } from "./listeners.ts";

interface FeedSources {
  summary(): Promise<Summary>;
  recentOrders(limit: number): Promise<Order[]>;
  poolSplit(): Promise<PoolSplit>;
}

const RETRY = "retry: 2000\n\n";
const RECENT_ORDERS = 50;
/** Counting the pools reads them entirely, and they change only every 50 s. */
const ROUNDS_BETWEEN_SPLITS = 10;

/**
 * Events `summary` (whole, once), `changes` (its fields that became others), `orders` (newest first, as many carts as fit)
 * and `pools`. One round serves all listeners; rounds never overlap.
 */
export class LiveFeed {
  readonly #sources: FeedSources;
  readonly #options: StreamOptions;
  readonly #log: Log;
  readonly #listeners: Listeners;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #heartbeat: ReturnType<typeof setInterval> | undefined;
  #round = 0;
  #summary: Summary | null = null;
  #pools = "";
  #orders: readonly Order[] | null = null;

  constructor(sources: FeedSources, options: StreamOptions, log: Log) {
    this.#sources = sources;
    this.#options = options;
    this.#log = log;
    this.#listeners = new Listeners(options.maxListeners, () => this.#pause());
  }

  /** `null` if there are too many listeners. */
  listen(): ReadableStream<Uint8Array> | null {
    const first = this.#listeners.size === 0;
    const stream = this.#listeners.add(first ? RETRY : this.#greeting());
    if (first && this.#listeners.size > 0) this.#start();
    return stream;
  }

  close(): void {
    this.#listeners.close();
  }

  #greeting(): string {
    const summary = this.#summary ? eventText("summary", this.#summary) : "";
    const orders = this.#orders?.length ? eventText("orders", this.#orders) : "";
    return `${RETRY}${summary}${orders}${this.#pools}`;
  }

  #start(): void {
    this.#summary = null;
    this.#pools = "";
    this.#orders = null;
    this.#round = 0;
    this.#heartbeat = setInterval(() => this.#listeners.send(": still here\n\n"), this.#options.heartbeatMs);
    this.#timer = setTimeout(() => this.#turn(), 0);
  }

  #pause(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#heartbeat);
    this.#heartbeat = undefined;
  }

  async #turn(): Promise<void> {
    const started = performance.now();
    const heartbeat = this.#heartbeat;
    await Promise.all([
      this.#attempt(() => this.#tellSummary()),
      this.#attempt(() => this.#tellOrders()),
      this.#round++ % ROUNDS_BETWEEN_SPLITS === 0 ? this.#attempt(() => this.#tellPools()) : undefined,
    ]);
    // All listeners may have left and others started rounds of their own.
    if (this.#heartbeat === undefined || this.#heartbeat !== heartbeat) return;
    const rest = this.#options.everyMs - (performance.now() - started);
    this.#timer = setTimeout(() => this.#turn(), Math.max(0, rest));
  }

  async #tellSummary(): Promise<void> {
    const summary = await this.#sources.summary();
    const text = this.#summary
      ? eventText("changes", changesOf(this.#summary, summary))
      : eventText("summary", summary);
    this.#summary = summary;
    this.#listeners.send(text);
  }

  async #tellOrders(): Promise<void> {
    const recent = await this.#sources.recentOrders(RECENT_ORDERS);
    const isFirst = this.#orders === null;
    const known = new Set(this.#orders?.map(({ orderId }) => orderId));
    const fresh = recent.filter(({ orderId }) => !known.has(orderId));
    this.#orders = recent;
    if (fresh.length > 0) this.#listeners.send(eventText("orders", isFirst ? fresh : newestCarts(fresh)));
  }

  async #tellPools(): Promise<void> {
    const pools = eventText("pools", await this.#sources.poolSplit());
    if (pools !== this.#pools) this.#listeners.send(this.#pools = pools);
  }

  /** The summary itself shows an outage; the next round retries. */
  async #attempt(send: () => Promise<void>): Promise<void> {
    try {
      await send();
    } catch (error) {
      if (!(error instanceof Outage)) this.#log.error({ err: error }, "Cannot update the live page");
    }
  }
}
