import { webhooksContract } from "../../../application/webhooks/ports/webhooks_contract.ts";
import "../../../testing/engines/leak_checks.ts";
import { temporaryDatabase } from "../../../testing/engines/temporary_database.ts";
import { PostgresWebhookOutbox } from "./outbox.ts";
import { PostgresWebhookSubscriptions } from "./subscriptions.ts";

webhooksContract("Postgres", async (work) => {
  await using database = await temporaryDatabase();
  const outbox = new PostgresWebhookOutbox(database.sql);
  const subscriptions = new PostgresWebhookSubscriptions(database.sql);
  await work({ subscriptions, deliveries: outbox, events: outbox, queue: outbox });
});
