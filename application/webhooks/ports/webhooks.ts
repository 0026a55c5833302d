import type { DeliveryState, Settled, WebhookDelivery } from "../../../domain/webhooks/delivery.ts";
import type { EventType, WebhookEvent } from "../../../domain/webhooks/event.ts";
import type { SubscriptionId, WebhookSubscription } from "../../../domain/webhooks/subscription.ts";
import type { Page, PageRequest } from "../../shared/page.ts";

export const SUBSCRIPTION_SORTS = { createdAt: ["time", "text"] } as const;
export const DELIVERY_SORTS = { id: ["number"] } as const;

/** `undefined` does not filter. */
export interface SubscriptionFilters {
  readonly status?: WebhookSubscription["status"] | undefined;
  readonly eventType?: EventType | undefined;
}

export interface DeliveryFilters {
  readonly state?: DeliveryState | undefined;
  readonly eventType?: string | undefined;
}

/** All throw `Outage`. */
export interface WebhookSubscriptions {
  /** "too_many" where there are `most` already. */
  add(subscription: WebhookSubscription, most: number): Promise<"added" | "too_many">;
  find(id: SubscriptionId): Promise<WebhookSubscription | null>;
  list(
    filters: SubscriptionFilters,
    page: PageRequest<keyof typeof SUBSCRIPTION_SORTS>,
  ): Promise<Page<WebhookSubscription>>;
  /** One change at a time. `null` for an unknown one. */
  change(
    id: SubscriptionId,
    decide: (known: WebhookSubscription) => WebhookSubscription,
  ): Promise<WebhookSubscription | null>;
  /** With its deliveries. */
  remove(id: SubscriptionId): Promise<boolean>;
}

/** All throw `Outage`. */
export interface WebhookDeliveries {
  list(
    subscription: SubscriptionId,
    filters: DeliveryFilters,
    page: PageRequest<keyof typeof DELIVERY_SORTS>,
  ): Promise<Page<WebhookDelivery>>;
  find(subscription: SubscriptionId, id: string): Promise<WebhookDelivery | null>;
  /** One to this subscription, whatever it asks for; due at once. `null` for an unknown subscription. */
  add(subscription: SubscriptionId, event: WebhookEvent): Promise<WebhookDelivery | null>;
  /** Due at `now`, in any state. One that was given up gets one more attempt. `null` for an unknown one. */
  retry(subscription: SubscriptionId, id: string, now: Date): Promise<WebhookDelivery | null>;
}

/** Of events that no transaction of this database has recorded. Throws `Outage`. */
export interface WebhookEvents {
  /** A delivery for each active subscription to its type. One that is recorded again changes nothing. */
  record(events: readonly WebhookEvent[]): Promise<void>;
}

export interface ClaimedDelivery {
  /** `attempts` with this one. */
  readonly delivery: WebhookDelivery;
  readonly subscription: WebhookSubscription;
}

export interface WebhookFigures {
  readonly pending: number;
  /** When the longest pending one of an active subscription happened. */
  readonly oldestAt: Date | null;
  readonly disabled: number;
  /** Of the disabled ones, those that nobody asked to disable: the destination is gone, or took nothing for days. */
  readonly givenUp: number;
}

/** Throws `Outage`. A delivery is attempted at least once: a process that dies leaves it to be claimed again. */
export interface WebhookQueue {
  /**
   * Those of active subscriptions that are due, the longest due first, at most `perSubscription` of each and none of
   * `except`. Nobody else gets them before `until`.
   */
  claim(what: {
    readonly now: Date;
    readonly until: Date;
    readonly limit: number;
    readonly perSubscription: number;
    readonly except: readonly SubscriptionId[];
  }): Promise<readonly ClaimedDelivery[]>;
  /** Ignores a claim that was claimed again since, or retried. */
  settle(claimed: ClaimedDelivery, settled: Settled, now: Date): Promise<void>;
  /** Removes what was delivered before the one, and given up or left behind before the other moment; at most `limit`. */
  sweep(before: { readonly delivered: Date; readonly failed: Date }, limit: number): Promise<number>;
  figures(): Promise<WebhookFigures>;
}

/** Never throws. Follows no redirect. */
export type SendWebhook = (
  url: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  signal: AbortSignal,
) => Promise<{ readonly status: number | null; readonly error: string | null; readonly retryAfterMs: number | null }>;

/** Made from a key that the database does not have. */
export interface WebhookSecrets {
  /** `whsec_` and base64. */
  of(subscription: SubscriptionId, version: number): string;
  /** `v1,` and base64, of `id.timestamp.body`. */
  sign(secret: string, content: string): string;
}
