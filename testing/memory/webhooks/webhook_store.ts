import type {
  ClaimedDelivery,
  DeliveryFilters,
  SubscriptionFilters,
  WebhookDeliveries,
  WebhookEvents,
  WebhookFigures,
  WebhookQueue,
  WebhookSubscriptions,
} from "../../../application/webhooks/ports/webhooks.ts";
import { type Page, pageOfAll } from "../../../application/shared/page.ts";
import type { Settled, WebhookDelivery } from "../../../domain/webhooks/delivery.ts";
import type { WebhookEvent } from "../../../domain/webhooks/event.ts";
import type { SubscriptionId, WebhookSubscription } from "../../../domain/webhooks/subscription.ts";

/** Each call is atomic, because it awaits nothing. */
export class MemoryWebhookStore implements WebhookSubscriptions, WebhookEvents, WebhookQueue {
  readonly #subscriptions = new Map<SubscriptionId, WebhookSubscription>();
  readonly #deliveries = new Map<string, WebhookDelivery>();
  #ids = 0;

  add(subscription: WebhookSubscription, most: number): Promise<"added" | "too_many"> {
    if (this.#subscriptions.size >= most) return Promise.resolve("too_many");
    this.#subscriptions.set(subscription.id, subscription);
    return Promise.resolve("added");
  }

  find(id: SubscriptionId): Promise<WebhookSubscription | null> {
    return Promise.resolve(this.#subscriptions.get(id) ?? null);
  }

  list(
    { status, eventType }: SubscriptionFilters,
    { descending, ...page }: Parameters<WebhookSubscriptions["list"]>[1],
  ): Promise<Page<WebhookSubscription>> {
    const placeOf = ({ createdAt, id }: WebhookSubscription) => [createdAt.toISOString(), id];
    const found = [...this.#subscriptions.values()].filter((each) =>
      (status === undefined || each.status === status) &&
      (eventType === undefined || each.eventTypes.includes(eventType))
    ).sort((a, b) => (placeOf(a).join() < placeOf(b).join() ? -1 : 1) * (descending ? -1 : 1));
    const { items, next } = pageOfAll(found, ({ id }) => id, { ...page, after: page.after && [page.after.at(-1)!] });
    return Promise.resolve({ items, next: next && placeOf(items.at(-1)!) });
  }

  change(
    id: SubscriptionId,
    decide: (known: WebhookSubscription) => WebhookSubscription,
  ): Promise<WebhookSubscription | null> {
    const known = this.#subscriptions.get(id);
    if (!known) return Promise.resolve(null);
    const decided = decide(known);
    this.#subscriptions.set(id, decided);
    return Promise.resolve(decided);
  }

  remove(id: SubscriptionId): Promise<boolean> {
    for (const { id: delivery, subscriptionId } of [...this.#deliveries.values()]) {
      if (subscriptionId === id) this.#deliveries.delete(delivery);
    }
    return Promise.resolve(this.#subscriptions.delete(id));
  }

  record(events: readonly WebhookEvent[]): Promise<void> {
    for (const event of events) {
      for (const { id, status, eventTypes } of this.#subscriptions.values()) {
        const isKnown = this.#all().some((each) => each.event.id === event.id && each.subscriptionId === id);
        if (status === "ACTIVE" && (eventTypes as string[]).includes(event.type) && !isKnown) this.#put(id, event);
      }
    }
    return Promise.resolve();
  }

  /** A class has one `add`, `find` and `list`. */
  readonly deliveries: WebhookDeliveries = {
    list: (subscription: SubscriptionId, { state, eventType }: DeliveryFilters, { descending, ...page }) => {
      const found = this.#all().filter((each) =>
        each.subscriptionId === subscription && (state === undefined || each.state === state) &&
        (eventType === undefined || each.event.type === eventType)
      );
      return Promise.resolve(pageOfAll(descending ? found.reverse() : found, ({ id }) => id, page));
    },
    find: (subscription, id) => Promise.resolve(this.#of(subscription, id)),
    add: (subscription, event) =>
      Promise.resolve(this.#subscriptions.has(subscription) ? this.#put(subscription, event) : null),
    retry: (subscription, id, now) => {
      const known = this.#of(subscription, id);
      return Promise.resolve(known && this.#keep({ ...known, state: "PENDING", nextAttemptAt: now }));
    },
  };

  claim(
    { now, until, limit, perSubscription, except }: Parameters<WebhookQueue["claim"]>[0],
  ): Promise<ClaimedDelivery[]> {
    const taken = new Map<SubscriptionId, number>();
    const due = this.#all().filter(({ nextAttemptAt }) => nextAttemptAt !== null && nextAttemptAt <= now)
      .sort((a, b) => +a.nextAttemptAt! - +b.nextAttemptAt! || Number(a.id) - Number(b.id))
      .filter(({ subscriptionId }) => {
        const subscription = this.#subscriptions.get(subscriptionId);
        const others = taken.get(subscriptionId) ?? 0;
        if (subscription?.status !== "ACTIVE" || except.includes(subscriptionId) || others >= perSubscription) {
          return false;
        }
        taken.set(subscriptionId, others + 1);
        return true;
      }).slice(0, limit);
    return Promise.resolve(due.map((each) => ({
      delivery: this.#keep({ ...each, attempts: each.attempts + 1, nextAttemptAt: until, lastAttemptAt: now }),
      subscription: this.#subscriptions.get(each.subscriptionId)!,
    })));
  }

  settle({ delivery }: ClaimedDelivery, settled: Settled, now: Date): Promise<void> {
    const known = this.#of(delivery.subscriptionId, delivery.id);
    const isCurrent = known?.attempts === delivery.attempts && known.state === "PENDING" &&
      +known.nextAttemptAt! === +delivery.nextAttemptAt!;
    if (!isCurrent) return Promise.resolve();
    const { state, nextAttemptAt, status, error, disable } = settled;
    this.#keep({ ...known, state, nextAttemptAt, lastStatus: status, lastError: error });
    const subscription = this.#subscriptions.get(delivery.subscriptionId);
    if (subscription) {
      this.#subscriptions.set(subscription.id, {
        ...subscription,
        failingSince: state === "DELIVERED" ? null : subscription.failingSince ?? now,
        ...disable
          ? { status: "DISABLED", disabledReason: subscription.disabledReason ?? disable, updatedAt: now }
          : {},
      });
    }
    return Promise.resolve();
  }

  sweep(
    { delivered, failed }: { readonly delivered: Date; readonly failed: Date },
    limit: number,
  ): Promise<number> {
    const old = this.#all().filter(({ event, state }) =>
      event.at < failed || (event.at < delivered && state === "DELIVERED")
    ).slice(0, limit);
    for (const { id } of old) this.#deliveries.delete(id);
    return Promise.resolve(old.length);
  }

  figures(): Promise<WebhookFigures> {
    const pending = this.#all().filter(({ state }) => state === "PENDING");
    const active = pending.filter((each) => this.#subscriptions.get(each.subscriptionId)?.status === "ACTIVE");
    const oldest = active.map(({ event }) => event.at).sort((a, b) => +a - +b)[0] ?? null;
    const disabled = [...this.#subscriptions.values()].filter(({ status }) => status === "DISABLED");
    const givenUp = disabled.filter(({ disabledReason }) => disabledReason !== "requested").length;
    return Promise.resolve({ pending: pending.length, oldestAt: oldest, disabled: disabled.length, givenUp });
  }

  #all(): WebhookDelivery[] {
    return [...this.#deliveries.values()];
  }

  #of(subscription: SubscriptionId, id: string): WebhookDelivery | null {
    const known = this.#deliveries.get(id);
    return known?.subscriptionId === subscription ? known : null;
  }

  #put(subscriptionId: SubscriptionId, event: WebhookEvent): WebhookDelivery {
    return this.#keep({
      id: String(++this.#ids),
      subscriptionId,
      event,
      state: "PENDING",
      attempts: 0,
      nextAttemptAt: event.at,
      lastAttemptAt: null,
      lastStatus: null,
      lastError: null,
    });
  }

  #keep(delivery: WebhookDelivery): WebhookDelivery {
    this.#deliveries.set(delivery.id, delivery);
    return delivery;
  }
}
