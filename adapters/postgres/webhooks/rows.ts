import type { WebhookDelivery } from "../../../domain/webhooks/delivery.ts";
import type { WebhookSubscription } from "../../../domain/webhooks/subscription.ts";
import { Columns, type Row } from "../core/columns.ts";

/** Of the driver, or out of JSON, where it is text. */
const toTime = (stored: Date | string) => new Date(stored);
const toTimeOrNull = (stored: Date | string | null) => stored === null ? null : toTime(stored);

/** What is stored is not checked again: a type of event that only a newer release has holds up no delivery. */
export const SUBSCRIPTIONS = new Columns<WebhookSubscription>({ parse: (raw) => raw as WebhookSubscription }, {
  id: { name: "id", type: "uuid" },
  url: { name: "url", type: "text" },
  description: { name: "description", type: "text" },
  eventTypes: { name: "event_types", type: "text[]" },
  status: { name: "status", type: "text" },
  disabledReason: { name: "disabled_reason", type: "text" },
  failingSince: { name: "failing_since", type: "timestamptz", fromSql: toTimeOrNull },
  secretVersion: { name: "secret_version", type: "int" },
  previousSecretUntil: { name: "previous_secret_until", type: "timestamptz", fromSql: toTimeOrNull },
  createdAt: { name: "created_at", type: "timestamptz", fromSql: toTime },
  updatedAt: { name: "updated_at", type: "timestamptz", fromSql: toTime },
});

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
