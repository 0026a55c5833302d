import { takePurchase, takeRefund, type WebhookOutcome } from "../../../../application/commerce/take_webhook.ts";
import type { Rates } from "../../../../application/commerce/import/sold_line.ts";
import type { WebhookInbox } from "../../../../application/commerce/ports/webhooks.ts";
import type { Digest } from "../../../../domain/shared/digest.ts";
import { parseStorable } from "../../../../domain/shared/storable.ts";
import type { Api } from "../../server/api.ts";
import { describeRoute, json } from "../../server/describe_route.ts";
import { readBody } from "../../server/edge/body_limit.ts";
import type { RequestContext } from "../../server/environment.ts";
import { parseJson } from "../../server/json_body.ts";
import { Problem } from "../../server/problem.ts";
import { valueOf } from "../../server/refusal.ts";
import { parseShopifyOrder, parseShopifyRefund } from "./shopify_payload.ts";
import { isSignedByShopify } from "./shopify_signature.ts";

export const SHOPIFY_PATH = "/v1/webhooks/shopify";

export interface WebhookRouteDeps {
  readonly webhooks: WebhookInbox;
  readonly rates: Rates;
  readonly digest: Digest;
  /** Several while one is exchanged for another; none refuses every delivery. */
  readonly shopifySecrets: readonly string[];
}

const ORDER_TOPICS = new Set(["orders/create", "orders/updated", "orders/cancelled"]);
const REFUND_TOPIC = "refunds/create";

export function shopifyRoute(api: Api, deps: WebhookRouteDeps): void {
  api.openapi(
    {
      ...describeRoute({
        method: "post",
        unkeyed: "each delivery has an id of its own",
        path: SHOPIFY_PATH,
        operationId: "takeShopifyWebhook",
        tag: "Webhooks",
        summary: "Take an order or refund that Shopify tells of",
        description: [
          "Needs no key, but Shopify's signature over the raw body, by a secret of SHOPIFY_WEBHOOK_SECRET. Topics:",
          `${[...ORDER_TOPICS, REFUND_TOPIC].join(", ")}; others are answered and ignored. Each line item becomes an`,
          "order with the id that an import of Shopify's export gives it.",
        ].join(" "),
        body: { schema: { type: "object" }, examples: { refund: { value: { id: 1, order_id: 2 } } } },
        answers: {
          200: json("Taken, or there was nothing to take", {
            type: "object",
            properties: { outcome: { type: "string", enum: ["taken", "stale", "duplicate", "ignored"] } },
            required: ["outcome"],
          }, { outcome: "taken" }),
        },
        problems: ["unreadable_line", "unavailable"],
      }),
      security: [],
    },
    async (c) => {
      const body = await readBody(c);
      if (!isSignedByShopify(body, c.req.header("x-shopify-hmac-sha256"), deps.shopifySecrets)) {
        const why = deps.shopifySecrets.length === 0 ? "no SHOPIFY_WEBHOOK_SECRET is set" : "the signature is wrong";
        throw new Problem("unauthorized", `Cannot take the webhook: ${why}`);
      }
      return c.json({ outcome: await taken(deps, c, valueOf(parseStorable(parseJson(body), "body"))) });
    },
  );
}

async function taken(
  deps: WebhookRouteDeps,
  c: RequestContext,
  payload: unknown,
): Promise<WebhookOutcome | "ignored"> {
  const topic = c.req.header("x-shopify-topic") ?? "";
  if (!ORDER_TOPICS.has(topic) && topic !== REFUND_TOPIC) return "ignored";
  const deliveryId = c.req.header("x-shopify-webhook-id") ?? "";
  if (!/^[\x21-\x7e]{1,100}$/.test(deliveryId)) {
    throw new Problem("invalid_input", "Cannot take the webhook: expected its id in X-Shopify-Webhook-Id");
  }
  // One installation may serve several shops, whose orders have ids of their own.
  const shop = c.req.header("x-shopify-shop-domain")?.slice(0, 70) ?? "";
  const delivery = (orderId: string) => ({ source: "shopify" as const, deliveryId, purchaseId: `${shop}/${orderId}` });
  if (topic === REFUND_TOPIC) {
    const { orderId, refund } = valueOf(parseShopifyRefund(payload));
    return await takeRefund(deps, delivery(orderId), refund);
  }
  const { orderId, purchase } = valueOf(parseShopifyOrder(payload));
  return valueOf(await takePurchase(deps, delivery(orderId), purchase));
}
