export const WEBHOOK_PROBLEMS = {
  unknown_webhook_subscription: { status: 404, meaning: "There is no such webhook subscription" },
  unknown_webhook_delivery: { status: 404, meaning: "The webhook subscription has no such delivery" },
  too_many_webhook_subscriptions: { status: 409, meaning: "There are as many webhook subscriptions as there may be" },
  webhook_key_missing: { status: 503, meaning: "Secrets are made from ERASURE_KEY, which is not set" },
} as const;
