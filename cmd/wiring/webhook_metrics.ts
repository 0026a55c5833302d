import prom from "prom-client";
import type { WebhookFigures, WebhookQueue } from "../../application/webhooks/ports/webhooks.ts";
import { scrapedGauges } from "./process/scraped_gauges.ts";

/** Shows the queue at each scrape. Returns the counter of attempts. */
export function webhookMetrics(
  registry: prom.Registry,
  queue: Pick<WebhookQueue, "figures">,
): prom.Counter<"outcome"> {
  scrapedGauges<WebhookFigures>(registry, [], async () => [await queue.figures()], [
    ["tillstream_webhooks_pending", "Events that subscriptions are still to be told of", ({ pending }) => pending],
    [
      "tillstream_webhooks_oldest_seconds",
      "Age of the oldest event an active subscription has not got",
      ({ oldestAt }) => oldestAt === null ? 0 : Math.max(0, (Date.now() - oldestAt.getTime()) / 1_000),
    ],
    ["tillstream_webhook_subscriptions_disabled", "Subscriptions that are disabled", ({ disabled }) => disabled],
    [
      "tillstream_webhook_subscriptions_given_up",
      "Subscriptions that are disabled since their destination is gone or took nothing for days",
      ({ givenUp }) => givenUp,
    ],
  ]);
  return new prom.Counter({
    name: "tillstream_webhook_attempts_total",
    help: "Attempts to deliver an event to a subscription, by what became of it",
    labelNames: ["outcome"] as const,
    registers: [registry],
  });
}
