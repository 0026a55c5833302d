import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { Webhook } from "standardwebhooks";
import { WebhookDispatcher } from "../../../application/webhooks/deliver_webhooks.ts";
import { sampleSubscription } from "../../../application/webhooks/ports/webhooks_contract.ts";
import { MemoryWebhookStore } from "../../../testing/memory/webhooks/webhook_store.ts";
import { DerivedWebhookSecrets } from "../../system/webhook_secrets.ts";
import { webhookSender } from "./send_webhook.ts";

const NEVER = new AbortController().signal;
const MESSAGE = { headers: { "webhook-id": "m" }, body: "{}" };

async function withReceiver(
  answer: (request: Request) => Response | Promise<Response>,
  test: (url: string) => Promise<void>,
): Promise<void> {
  await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, answer);
  await test(`http://127.0.0.1:${server.addr.port}`);
}

Deno.test("a receiver verifies what it gets by its secret with the specification's library, and nothing else", async () => {
  const secrets = new DerivedWebhookSecrets(new TextEncoder().encode("a key that the database does not have"));
  const store = new MemoryWebhookStore();
  const received: { readonly body: string; readonly headers: Record<string, string> }[] = [];
  await withReceiver(async (request) => {
    received.push({ body: await request.text(), headers: Object.fromEntries(request.headers) });
    return new Response(null, { status: 204 });
  }, async (url) => {
    const until = new Date(Date.now() + 60_000);
    const subscription = sampleSubscription(1, { url, secretVersion: 2, previousSecretUntil: until });
    await store.add(subscription, 1);
    const id = crypto.randomUUID();
    await store.record([{ id, type: "listing.published", at: new Date(), data: { title: "없음" } }]);
    const dispatcher = new WebhookDispatcher({
      queue: store,
      send: webhookSender(),
      secrets,
      clock: () => new Date(),
      random: Math.random,
    });
    await dispatcher.begin(NEVER);
    await dispatcher.settled();
    const [{ body, headers }] = received as [typeof received[number]];
    assertEquals(headers["webhook-id"], id);
    for (const version of [1, 2]) {
      const secret = secrets.of(subscription.id, version);
      assertMatch(secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
      assertEquals((new Webhook(secret).verify(body, headers) as { data: unknown }).data, { title: "없음" });
    }
    assertThrows(() => new Webhook(secrets.of(subscription.id, 3)).verify(body, headers));
    assertThrows(() => new Webhook(secrets.of(subscription.id, 2)).verify(`${body} `, headers));
  });
});

Deno.test("the sender tells the status and the pause that is asked for", () =>
  withReceiver(
    () => new Response("busy", { status: 429, headers: { "retry-after": "7" } }),
    async (url) => {
      assertEquals(await webhookSender()(url, MESSAGE, NEVER), { status: 429, error: null, retryAfterMs: 7_000 });
    },
  ));

Deno.test("the sender follows no redirect, reads no endless answer and waits for no silent destination", async () => {
  await withReceiver(() => Response.redirect("http://127.0.0.1:1/"), async (url) => {
    const { status, error } = await webhookSender()(url, MESSAGE, NEVER);
    assertEquals([status, typeof error], [null, "string"]);
  });
  await withReceiver(() => new Response("x".repeat(1024 * 1024), { status: 500 }), async (url) => {
    const { status, error } = await webhookSender()(url, MESSAGE, NEVER);
    assertEquals([status, error], [500, "the answer is larger than 65536 bytes"]);
  });
  const silent = Promise.withResolvers<Response>();
  await withReceiver(() => silent.promise, async (url) => {
    const { status, error } = await webhookSender(30)(url, MESSAGE, NEVER);
    assertEquals([status, typeof error], [null, "string"]);
    silent.resolve(new Response());
  });
});
