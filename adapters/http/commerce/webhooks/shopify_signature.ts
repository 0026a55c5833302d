import { Buffer } from "node:buffer";
import { createHmac } from "node:crypto";
import { isOneOf } from "../../server/edge/is_one_of.ts";

/**
 * `X-Shopify-Hmac-Sha256`: HMAC-SHA256 of the raw body in base64, by any of the secrets, compared in constant time.
 * https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 */
export function isSignedByShopify(
  body: Uint8Array,
  signature: string | undefined,
  secrets: readonly string[],
): boolean {
  if (signature === undefined || !/^[A-Za-z0-9+/]{43}=$/.test(signature)) return false;
  const digests = secrets.map((secret) => createHmac("sha256", secret).update(body).digest());
  return isOneOf(digests, Buffer.from(signature, "base64"));
}
