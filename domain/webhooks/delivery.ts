import { DAY_MS, HOUR_MS, MINUTE_MS } from "../shared/durations.ts";
import type { WebhookEvent } from "./event.ts";
import type { SubscriptionId } from "./subscription.ts";

export const DELIVERY_STATES = ["PENDING", "DELIVERED", "FAILED"] as const;
export type DeliveryState = typeof DELIVERY_STATES[number];

export interface WebhookDelivery {
  readonly id: string;
  readonly subscriptionId: SubscriptionId;
  readonly event: WebhookEvent;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** `null` unless it is pending. */
  readonly nextAttemptAt: Date | null;
  readonly lastAttemptAt: Date | null;
  /** HTTP status of the last attempt; `null` where there was no answer. */
  readonly lastStatus: number | null;
  readonly lastError: string | null;
}

/** After each attempt, close to a day together: about what the Standard Webhooks specification proposes. */
const PAUSES_MS: readonly number[] = [
  5_000,
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  8 * HOUR_MS,
  8 * HOUR_MS,
];
/** A subscription to which nothing was delivered for so long is disabled. */
const FAILING_MS = 5 * DAY_MS;
export const DELIVERED_KEPT_MS = 7 * DAY_MS;
export const FAILED_KEPT_MS = 30 * DAY_MS;

const GONE = 410;
/** Up to a tenth more, so that what failed together does not come back together. */
const JITTER = 0.1;

export interface Answered {
  /** `null` where there was no whole answer. */
  readonly status: number | null;
  readonly error: string | null;
  /** The pause that the destination asks for. */
  readonly retryAfterMs: number | null;
}

/** What becomes of a delivery after an attempt, and of its subscription. */
export interface Settled extends Pick<Answered, "status" | "error"> {
  readonly state: DeliveryState;
  readonly nextAttemptAt: Date | null;
  readonly disable: "gone" | "failing" | null;
}

/** @param attempts with this one; more than there are pauses after a retry by hand */
export function settle(
  { status, error, retryAfterMs }: Answered,
  { attempts, failingSince, now, random }: {
    readonly attempts: number;
    readonly failingSince: Date | null;
    readonly now: Date;
    readonly random: number;
  },
): Settled {
  if (status !== null && status >= 200 && status < 300) {
    return { state: "DELIVERED", nextAttemptAt: null, status, error: null, disable: null };
  }
  const told = { status, error: error ?? `HTTP ${status}` };
  if (status === GONE) return { state: "FAILED", nextAttemptAt: null, disable: "gone", ...told };
  const failing = failingSince !== null && now.getTime() - failingSince.getTime() >= FAILING_MS;
  const disable = failing ? "failing" : null;
  const pause = PAUSES_MS[attempts - 1];
  if (pause === undefined) return { state: "FAILED", nextAttemptAt: null, disable, ...told };
  const asked = Math.min(retryAfterMs ?? 0, HOUR_MS);
  const ms = Math.max(pause * (1 + JITTER * random), asked);
  return { state: "PENDING", nextAttemptAt: new Date(now.getTime() + ms), disable, ...told };
}
