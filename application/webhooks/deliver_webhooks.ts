import { type Answered, settle, type Settled } from "../../domain/webhooks/delivery.ts";
import type { WebhookEvent } from "../../domain/webhooks/event.ts";
import { signingVersions, type SubscriptionId, type WebhookSubscription } from "../../domain/webhooks/subscription.ts";
import type { ClaimedDelivery, SendWebhook, WebhookQueue, WebhookSecrets } from "./ports/webhooks.ts";

export interface DeliverWebhooksDeps {
  readonly queue: Pick<WebhookQueue, "claim" | "settle">;
  readonly send: SendWebhook;
  readonly secrets: WebhookSecrets;
  readonly clock: () => Date;
  readonly random: () => number;
  /** After each attempt that was stored. */
  readonly onSettled?: (claimed: ClaimedDelivery, settled: Settled) => void;
  /** Of a result that could not be stored: the delivery is attempted again. */
  readonly onLost?: (error: unknown) => void;
}

/** Under way at once, in this process. */
const MOST = 64;
/** Of one destination: a slow one leaves room for the others. */
const MOST_OF_ONE = 16;
/** Longer than an attempt may take, so that nobody else makes it meanwhile. */
const CLAIMED_MS = 60_000;

/** Claims what is due and attempts it, each delivery by itself: a slow destination holds up no other one. */
export class WebhookDispatcher {
  readonly #deps: DeliverWebhooksDeps;
  readonly #underWay = new Map<SubscriptionId, number>();
  readonly #attempts = new Set<Promise<void>>();

  constructor(deps: DeliverWebhooksDeps) {
    this.#deps = deps;
  }

  /** Begins what is due and has room; returns how many. Throws `Outage`. */
  async begin(signal: AbortSignal): Promise<number> {
    const { queue, clock } = this.#deps;
    const now = clock();
    const half = MOST_OF_ONE / 2;
    const claimed = await queue.claim({
      now,
      until: new Date(now.getTime() + CLAIMED_MS),
      limit: MOST - this.#attempts.size,
      perSubscription: half,
      except: [...this.#underWay].filter(([, attempts]) => attempts > half).map(([id]) => id),
    });
    for (const each of claimed) {
      this.#count(each.subscription.id, 1);
      const attempt = this.#attempt(each, signal).finally(() => {
        this.#count(each.subscription.id, -1);
        this.#attempts.delete(attempt);
      });
      this.#attempts.add(attempt);
    }
    return claimed.length;
  }

  get hasRoom(): boolean {
    return this.#attempts.size < MOST;
  }

  /** Until what is under way has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.#attempts);
  }

  async #attempt(claimed: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const { queue, send, clock, random, onSettled, onLost } = this.#deps;
    const { delivery, subscription } = claimed;
    const answered: Answered = await send(subscription.url, this.#messageOf(delivery.event, subscription), signal);
    // Stopped in between: it is claimed again, by whoever comes next.
    if (signal.aborted && answered.status === null) return;
    const now = clock();
    const { attempts } = delivery;
    const settled = settle(answered, { attempts, failingSince: subscription.failingSince, now, random: random() });
    try {
      await queue.settle(claimed, settled, now);
      onSettled?.(claimed, settled);
    } catch (error) {
      onLost?.(error);
    }
  }

  /** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
  #messageOf({ id, type, at, data }: WebhookEvent, subscription: WebhookSubscription) {
    const { secrets, clock } = this.#deps;
    const now = clock();
    const timestamp = String(Math.floor(now.getTime() / 1_000));
    const body = JSON.stringify({ type, timestamp: at.toISOString(), data });
    const signatures = signingVersions(subscription, now)
      .map((version) => secrets.sign(secrets.of(subscription.id, version), `${id}.${timestamp}.${body}`));
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signatures.join(" "),
    };
    return { headers, body };
  }

  #count(id: SubscriptionId, change: number): void {
    const attempts = (this.#underWay.get(id) ?? 0) + change;
    if (attempts === 0) this.#underWay.delete(id);
    else this.#underWay.set(id, attempts);
  }
}
