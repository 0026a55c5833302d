import { Buffer } from "node:buffer";
import { createHmac, hkdfSync } from "node:crypto";
import type { WebhookSecrets } from "../../application/webhooks/ports/webhooks.ts";

const PREFIX = "whsec_";
const BYTES = 32;

/** Derived (HKDF, RFC 5869) from a key that the database does not have: whoever reads it can sign nothing. */
export class DerivedWebhookSecrets implements WebhookSecrets {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  of(subscription: string, version: number): string {
    const secret = hkdfSync("sha256", this.#key, "", `tillstream webhook ${subscription} ${version}`, BYTES);
    return `${PREFIX}${Buffer.from(secret).toString("base64")}`;
  }

  sign(secret: string, content: string): string {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
  }
}
