import type {
  WebhookDeliveries,
  WebhookSecrets,
  WebhookSubscriptions,
} from "../../../application/webhooks/ports/webhooks.ts";

export interface WebhookDeps {
  readonly subscriptions: WebhookSubscriptions;
  readonly deliveries: WebhookDeliveries;
  /** `null` without the key that they are made from. */
  readonly secrets: WebhookSecrets | null;
}
