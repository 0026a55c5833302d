import { webhooksContract } from "../../../application/webhooks/ports/webhooks_contract.ts";
import { MemoryWebhookStore } from "./webhook_store.ts";

webhooksContract("memory", async (work) => {
  const store = new MemoryWebhookStore();
  await work({ subscriptions: store, deliveries: store.deliveries, events: store, queue: store });
});
