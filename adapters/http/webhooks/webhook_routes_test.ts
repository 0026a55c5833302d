import { Validator } from "@seriousme/openapi-schema-validator";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { EVENT_TYPES } from "../../../domain/webhooks/event.ts";
import { withApp } from "../../../testing/http/call.ts";
import { fakeShop } from "../../../testing/http/fake_shop.ts";
import { MemoryWebhookStore } from "../../../testing/memory/webhooks/webhook_store.ts";
import { DerivedWebhookSecrets } from "../../system/webhook_secrets.ts";

const PATH = "/v1/webhook-subscriptions";
const DRAFT = { url: "https://pos.example.com/hook", eventTypes: ["order.stored", "listing.published"] };

function withWebhooks(
  test: (call: Parameters<Parameters<typeof withApp>[0]>[0], store: MemoryWebhookStore) => Promise<void>,
  secrets: DerivedWebhookSecrets | null = new DerivedWebhookSecrets(new Uint8Array(32)),
): Promise<void> {
  const store = new MemoryWebhookStore();
  const newId = () => crypto.randomUUID();
  const shop = fakeShop({ newId, webhooks: { subscriptions: store, deliveries: store.deliveries, secrets } });
  return withApp((call) => test(call, store), {}, shop);
}

Deno.test("a subscription shows its secret when it is added and rotated, and nowhere else", () =>
  withWebhooks(async (call) => {
    const { status, body: added, headers } = await call(`POST ${PATH}`, { body: DRAFT });
    assertEquals(status, 201);
    assertMatch(added.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
    const at = headers.get("location")!;
    const { body: read } = await call(`GET ${at}`);
    assertEquals({ ...read, secret: added.secret }, added);
    const { body: rotated } = await call(`POST ${at}/rotate-secret`);
    assert(rotated.secret !== added.secret && rotated.previousSecretUntil !== null);
    const { body: changed } = await call(`PATCH ${at}`, {
      body: { description: "the till", eventTypes: ["order.stored"] },
    });
    assertEquals([changed.description, changed.eventTypes, changed.secret], ["the till", ["order.stored"], undefined]);
    assertEquals((await call(`GET ${PATH}?eventType=order.stored&status=ACTIVE`)).body, {
      items: [changed],
      nextCursor: null,
    });
    assertEquals((await call(`GET ${PATH}?eventType=listing.published`)).body.items, []);
    assertEquals((await call(`DELETE ${at}`)).body, { id: added.id, outcome: "removed" });
    for (const [route, options] of [["GET", {}], ["PATCH", { body: { description: "" } }], ["DELETE", {}]] as const) {
      const refused = await call(`${route} ${at}`, options);
      assertEquals([refused.status, refused.body.code], [404, "unknown_webhook_subscription"], route);
    }
  }));

Deno.test("what answers with a secret takes no Idempotency-Key, as its answer would be kept", () =>
  withWebhooks(async (call) => {
    const headers = { "idempotency-key": "once" };
    const at = (await call(`POST ${PATH}`, { body: DRAFT })).headers.get("location")!;
    for (const route of [`POST ${PATH}`, `POST ${at}/rotate-secret`]) {
      const { status, body } = await call(route, { headers, ...(route.endsWith("secret") ? {} : { body: DRAFT }) });
      assertEquals([status, body.code, body.errors?.[0].at], [400, "invalid_input", "Idempotency-Key"], route);
    }
    const { items } = (await call(`GET ${PATH}`)).body;
    assertEquals(items.map(({ secretVersion }: { secretVersion: number }) => secretVersion), [1]);
    const tried = await call(`POST ${at}/test`, { headers });
    assertEquals((await call(`POST ${at}/test`, { headers })).body, tried.body);
  }));

Deno.test("a subscription goes where partners may be, and asks for types that there are", () =>
  withWebhooks(async (call, store) => {
    const refused = [
      { ...DRAFT, url: "http://pos.example.com/hook" },
      { ...DRAFT, url: "https://169.254.169.254/latest" },
      { ...DRAFT, url: "https://user:pass@pos.example.com" },
      { ...DRAFT, eventTypes: [] },
      { ...DRAFT, eventTypes: ["order.deleted"] },
      { ...DRAFT, secret: "mine" },
    ];
    for (const draft of refused) {
      const { status, body } = await call(`POST ${PATH}`, { body: draft });
      assertEquals([status, body.code], [400, "invalid_input"], JSON.stringify(draft));
    }
    for (let nth = 0; nth < 50; nth++) assertEquals((await call(`POST ${PATH}`, { body: DRAFT })).status, 201);
    const { status, body } = await call(`POST ${PATH}`, { body: DRAFT });
    assertEquals([status, body.code], [409, "too_many_webhook_subscriptions"]);
    assertEquals((await store.figures()).disabled, 0);
  }));

Deno.test("without the key that secrets are made from no subscription is added, and the answer says which", () =>
  withWebhooks(async (call) => {
    const { status, body } = await call(`POST ${PATH}`, { body: DRAFT });
    assertEquals([status, body.code], [503, "webhook_key_missing"]);
    assertMatch(body.detail, /ERASURE_KEY/);
  }, null));

Deno.test("deliveries are listed, tried and retried", () =>
  withWebhooks(async (call, store) => {
    const at = (await call(`POST ${PATH}`, { body: DRAFT })).headers.get("location")!;
    const { status, body: tried, headers } = await call(`POST ${at}/test`);
    assertEquals([status, tried.type, tried.state, tried.attempts], [202, "webhook.test", "PENDING", 0]);
    assertEquals((await call(`GET ${headers.get("location")!}`)).body, tried);
    await store.record([
      { id: crypto.randomUUID(), type: "order.stored", at: new Date(0), data: { orderId: "O-1" } },
    ]);
    const { body } = await call(`GET ${at}/deliveries?limit=1`);
    assertEquals(body.items.map(({ type, data }: { type: string; data: unknown }) => [type, data]), [
      ["order.stored", { orderId: "O-1" }],
    ]);
    const second = await call(`GET ${at}/deliveries?limit=1&cursor=${body.nextCursor}`);
    assertEquals([second.body.items, second.body.nextCursor], [[tried], null]);
    assertEquals((await call(`GET ${at}/deliveries?state=DELIVERED`)).body.items, []);
    const retried = await call(`POST ${headers.get("location")!}/retry`);
    assertEquals([retried.status, retried.body.id], [202, tried.id]);
    for (const route of [`GET ${at}/deliveries/77`, `POST ${at}/deliveries/77/retry`, `GET ${PATH}/x/deliveries/1`]) {
      const refused = await call(route);
      assertEquals([refused.status, refused.body.code], [404, "unknown_webhook_delivery"], route);
    }
    for (const route of [`GET ${PATH}/x/deliveries`, `POST ${PATH}/x/test`, `POST ${PATH}/x/rotate-secret`]) {
      assertEquals((await call(route)).body.code, "unknown_webhook_subscription", route);
    }
  }));

Deno.test("openapi.json describes what is sent, and is valid with it", () =>
  withWebhooks(async (call) => {
    const { body: document } = await call("GET /openapi.json");
    const { valid, errors } = await new Validator().validate(document);
    assert(valid, JSON.stringify(errors));
    assertEquals(Object.keys(document.webhooks).sort(), [...EVENT_TYPES].sort());
    const { requestBody, parameters } = document.webhooks["order.stored"].post;
    const { properties } = requestBody.content["application/json"].schema;
    assertEquals(properties.data.properties.totalAmount.type, "integer");
    assertEquals(parameters.map(({ name }: { name: string }) => name), [
      "webhook-id",
      "webhook-timestamp",
      "webhook-signature",
    ]);
  }));
