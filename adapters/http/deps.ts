import type { CommerceDeps } from "./commerce/deps.ts";
import type { IdentityDeps } from "./identity/deps.ts";
import type { ManageKeysDeps } from "../../application/shared/manage_api_keys.ts";
import type { EdgeDeps } from "./server/edge_deps.ts";
import type { SourcingDeps } from "./sourcing/deps.ts";
import type { StoreDeps } from "./store/deps.ts";
import type { WebhookDeps } from "./webhooks/deps.ts";

export interface HttpDeps extends EdgeDeps {
  readonly commerce: CommerceDeps;
  readonly keys?: ManageKeysDeps;
  readonly store?: StoreDeps;
  readonly identity?: IdentityDeps;
  readonly sourcing?: SourcingDeps;
  readonly webhooks?: WebhookDeps;
}
