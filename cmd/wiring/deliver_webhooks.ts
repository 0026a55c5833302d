import { webhookSender } from "../../adapters/partners/webhooks/send_webhook.ts";
import type { Sql } from "../../adapters/postgres/core/connect.ts";
import { PostgresWebhookOutbox } from "../../adapters/postgres/webhooks/outbox.ts";
import { repeat } from "../../adapters/system/repeat.ts";
import { sleep } from "../../adapters/system/sleep.ts";
import { reasonOf } from "../../application/shared/fault.ts";
import { WebhookDispatcher } from "../../application/webhooks/deliver_webhooks.ts";
import { HOUR_MS } from "../../domain/shared/durations.ts";
import { DELIVERED_KEPT_MS, FAILED_KEPT_MS } from "../../domain/webhooks/delivery.ts";
import { openWebhookSecrets } from "./engines/webhook_secrets.ts";
import type { Process } from "./process/run_process.ts";
import { webhookMetrics } from "./webhook_metrics.ts";

const IDLE_MS = 500;
const PAUSE_MS = 5_000;
/** What is under way when the process stops; sent again by the next one if it takes longer. */
const FINISH_MS = 5_000;
const SWEPT_AT_ONCE = 5_000;

/** Until the process is stopped; waits out outages of the database. */
export async function deliverWebhooks(process: Process, sql: Sql): Promise<void> {
  const { config, log, metrics, signal } = process;
  const queue = new PostgresWebhookOutbox(sql);
  const attempts = webhookMetrics(metrics.registry, queue);
  const secrets = openWebhookSecrets(config);
  if (secrets === null) {
    log.warn("webhooks are not delivered: their secrets are made from ERASURE_KEY, which is not set");
    return;
  }
  const dispatcher = new WebhookDispatcher({
    queue,
    send: webhookSender(),
    secrets,
    clock: () => new Date(),
    random: Math.random,
    onSettled: ({ subscription }, { state, status, disable }) => {
      attempts.inc({ outcome: { DELIVERED: "delivered", PENDING: "retried", FAILED: "given_up" }[state] });
      if (disable === null) return;
      log.warn({ subscription: subscription.id, status, reason: disable }, "webhook subscription disabled");
    },
    onLost: (error) => log.warn({ reason: reasonOf(error) }, "cannot store what became of a webhook: it is sent again"),
  });
  const sweeping = repeat(() => sweep(queue, signal), HOUR_MS, signal, (error) => {
    log.warn({ reason: reasonOf(error) }, "cannot remove old webhook deliveries yet");
  });
  const sending = new AbortController();
  while (!signal.aborted) {
    const begun = await dispatcher.begin(sending.signal).catch((error) => {
      if (!signal.aborted) log.warn({ reason: reasonOf(error) }, "cannot look for webhooks to deliver yet");
      return null;
    });
    if (begun === null) await sleep(PAUSE_MS, signal);
    else if (begun === 0 || !dispatcher.hasRoom) await sleep(IDLE_MS, signal);
  }
  const cut = setTimeout(() => sending.abort(), FINISH_MS);
  await Promise.all([dispatcher.settled(), sweeping]);
  clearTimeout(cut);
}

async function sweep(queue: PostgresWebhookOutbox, signal: AbortSignal): Promise<void> {
  const now = Date.now();
  const before = { delivered: new Date(now - DELIVERED_KEPT_MS), failed: new Date(now - FAILED_KEPT_MS) };
  while (!signal.aborted && await queue.sweep(before, SWEPT_AT_ONCE) === SWEPT_AT_ONCE);
}
