import { DerivedWebhookSecrets } from "../../../adapters/system/webhook_secrets.ts";
import type { Config } from "../config/config.ts";
import { rootKeyOf } from "./erasure_key.ts";

/** A run in memory has a key of its own, as its subscriptions are its own. */
const OF_THIS_PROCESS = crypto.getRandomValues(new Uint8Array(32));

/** `null` where several machines share a database and ERASURE_KEY is not set. */
export function openWebhookSecrets(config: Config): DerivedWebhookSecrets | null {
  const key = rootKeyOf(config) ?? (config.database.kind === "server" ? null : OF_THIS_PROCESS);
  return key && new DerivedWebhookSecrets(key);
}
