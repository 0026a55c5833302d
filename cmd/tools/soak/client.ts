import { pick, type Random, wholeBetween } from "../../../domain/shared/random.ts";
import { sleep } from "../../../adapters/system/sleep.ts";
import type { DetectionSamples } from "../bench/identity/detection_samples.ts";

interface Acknowledged {
  orders: number;
  identities: number;
}

interface ClientDeps {
  readonly api: string;
  readonly userIds: readonly string[];
  readonly productIds: readonly string[];
  readonly samples: DetectionSamples;
  readonly random: Random;
}

const ORDERS_A_CALL = 10;
const DETECTIONS_A_STEP = 2;
/** A customer repeats only after minutes, at any rate a machine reaches. */
const CUSTOMERS = 1_000_000;
const SUMMARY_EVERY = 5;
const LIVE_VIEW_EVERY = 50;
const LIVE_VIEW_MS = [1_000, 10_000] as const;

export class Client {
  readonly acknowledged: Acknowledged = { orders: 0, identities: 0 };
  readonly #deps: ClientDeps;
  #steps = 0;
  #detections = 0;

  constructor(deps: ClientDeps) {
    this.#deps = deps;
  }

  /** Orders in one call, detections and reads; throws if one is refused. */
  async step(): Promise<void> {
    const nth = this.#steps++;
    await Promise.all([
      this.#placeOrders(),
      ...Array.from({ length: DETECTIONS_A_STEP }, () => this.#detect()),
      this.#read(`/v1/users/${pick(this.#deps.random, this.#deps.userIds)}`),
      ...(nth % SUMMARY_EVERY === 0 ? [this.#read("/v1/commerce/summary")] : []),
    ]);
    if (nth % LIVE_VIEW_EVERY === 0) this.#watchAWhile();
  }

  async #placeOrders(): Promise<void> {
    const { random, userIds, productIds } = this.#deps;
    const drafts = Array.from({ length: ORDERS_A_CALL }, () => {
      const quantity = wholeBetween(random, 1, 5);
      return {
        userId: pick(random, userIds),
        productId: pick(random, productIds),
        quantity,
        totalAmount: quantity * wholeBetween(random, 10, 900) * 100,
      };
    });
    await this.#call("POST", "/v1/orders", 202, drafts);
    this.acknowledged.orders += drafts.length;
  }

  async #detect(): Promise<void> {
    const { json } = this.#deps.samples.body(this.#detections++ % CUSTOMERS, { customers: CUSTOMERS, day: new Date() });
    await this.#call("POST", "/v1/detections", 201, json);
    this.acknowledged.identities++;
  }

  async #read(path: string): Promise<void> {
    await this.#call("GET", path, 200);
  }

  /** Opens an event stream and drops it: the server must free what it holds for the listener. */
  #watchAWhile(): void {
    const leave = new AbortController();
    const stay = sleep(wholeBetween(this.#deps.random, ...LIVE_VIEW_MS)).then(() => leave.abort());
    fetch(`${this.#deps.api}/v1/commerce/stream`, { signal: leave.signal })
      .then(async ({ body }) => {
        for await (const _ of body!);
      })
      .catch(() => stay);
  }

  async #call(method: string, path: string, expected: number, body?: unknown): Promise<void> {
    const response = await fetch(this.#deps.api + path, {
      method,
      ...(body === undefined ? {} : {
        headers: { "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (response.status !== expected) throw new Error(`${method} ${path} was answered ${response.status} ${text}`);
  }
}
