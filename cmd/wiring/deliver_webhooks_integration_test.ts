import { assertEquals } from "@std/assert";
import prom from "prom-client";
import { Webhook } from "standardwebhooks";
import { PostgresWebhookOutbox } from "../../adapters/postgres/webhooks/outbox.ts";
import { PostgresWebhookSubscriptions } from "../../adapters/postgres/webhooks/subscriptions.ts";
import { sampleSubscription } from "../../application/webhooks/ports/webhooks_contract.ts";
import "../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../testing/engines/temporary_database.ts";
import { deliverWebhooks } from "./deliver_webhooks.ts";
import { openWebhookSecrets } from "./engines/webhook_secrets.ts";
import type { Process } from "./process/run_process.ts";

Deno.test("a process delivers what is recorded, signed for its receiver, and shows what it did", async () => {
  await using database = await temporaryDatabase();
  const { sql } = database;
  const received = Promise.withResolvers<{ readonly body: string; readonly headers: Record<string, string> }>();
  await using receiver = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    received.resolve({ body: await request.text(), headers: Object.fromEntries(request.headers) });
    return new Response(null, { status: 204 });
  });
  const config = { erasureKey: "k".repeat(32), database: { kind: "server" }, dataFolder: null };
  const stop = new AbortController();
  const metrics = { registry: new prom.Registry() };
  const warned: string[] = [];
  const log = { warn: (_: object, text: string) => warned.push(text) };
  const process = { config, log, metrics, signal: stop.signal } as unknown as Process;
  const subscription = sampleSubscription(1, { url: `http://127.0.0.1:${receiver.addr.port}` });
  await new PostgresWebhookSubscriptions(sql).add(subscription, 1);
  const outbox = new PostgresWebhookOutbox(sql);
  await outbox.record([{ id: crypto.randomUUID(), type: "listing.published", at: new Date(), data: { price: 5_000 } }]);
  const working = deliverWebhooks(process, sql);
  const { body, headers } = await received.promise;
  stop.abort();
  await working;
  const secret = openWebhookSecrets(process.config)!.of(subscription.id, 1);
  assertEquals((new Webhook(secret).verify(body, headers) as { data: unknown }).data, { price: 5_000 });
  const page = { sort: "id", limit: 9, after: null, descending: false } as const;
  const { items } = await outbox.list(subscription.id, { state: "DELIVERED" }, page);
  assertEquals([items.length, items[0]?.lastStatus, warned], [1, 204, []]);
  const shown = await metrics.registry.metrics();
  for (const line of ['tillstream_webhook_attempts_total{outcome="delivered"} 1', "tillstream_webhooks_pending 0"]) {
    assertEquals(shown.split("\n").filter((each) => each === line), [line]);
  }
});
