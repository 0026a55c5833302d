import type { WebhookDelivery } from "../../../domain/webhooks/delivery.ts";
import type { WebhookSubscription } from "../../../domain/webhooks/subscription.ts";
import type { Row } from "../core/columns.ts";

export function subscriptionToRow(subscription: WebhookSubscription) {
  return {
    id: subscription.id,
    url: subscription.url,
    description: subscription.description,
    event_types: subscription.eventTypes,
    status: subscription.status,
    disabled_reason: subscription.disabledReason,
    failing_since: subscription.failingSince,
    secret_version: subscription.secretVersion,
    previous_secret_until: subscription.previousSecretUntil,
    created_at: subscription.createdAt,
    updated_at: subscription.updatedAt,
  };
}

export const SUBSCRIPTION_RECORD = `id uuid, url text, description text, event_types text[], status text,
  disabled_reason text, failing_since timestamptz, secret_version integer, previous_secret_until timestamptz,
  created_at timestamptz, updated_at timestamptz`;

export function subscriptionFromRow(row: Row): WebhookSubscription {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    eventTypes: row.event_types,
    status: row.status,
    disabledReason: row.disabled_reason,
    failingSince: row.failing_since,
    secretVersion: row.secret_version,
    previousSecretUntil: row.previous_secret_until,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  } as WebhookSubscription;
}

export function deliveryFromRow(row: Row): WebhookDelivery {
  return {
    id: String(row.id),
    subscriptionId: row.subscription_id,
    event: { id: row.event_id, type: row.event_type, at: row.occurred_at, data: row.data },
    state: row.state,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    lastAttemptAt: row.last_attempt_at,
    lastStatus: row.last_status,
    lastError: row.last_error,
  } as WebhookDelivery;
}
