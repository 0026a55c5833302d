import { z } from "zod";
import type { CommerceEvent } from "../../../domain/commerce/commerce_event.ts";
import { orderSchema } from "../../../domain/commerce/order.ts";
import type { Purchase } from "../../../domain/commerce/purchase.ts";
import { instant } from "../../../domain/shared/instant.ts";
import type { OutboxRecord } from "../../../application/shared/outbox.ts";
import type { Delivery, WebhookInbox } from "../../../application/commerce/ports/webhooks.ts";
import type { Sql } from "../core/connect.ts";
import { transaction } from "../core/map_errors.ts";
import { insertOutbox } from "../core/outbox.ts";

const refundSchema = z.object({
  refundId: z.string(),
  at: instant,
  lines: z.array(z.object({ lineId: z.string(), quantity: z.number() })),
});

const purchaseSchema: z.ZodType<Purchase, unknown> = z.object({
  updatedAt: instant.nullable(),
  lines: z.array(z.object({
    lineId: z.string(),
    order: orderSchema,
    takenBack: z.object({ quantity: z.number(), amount: z.number() }),
  })),
  refunds: z.array(z.string()),
  early: z.array(refundSchema),
});

/** Longer than any sender tries again. */
const REMEMBERED = "30 days";
/** So many are forgotten with each delivery. */
const FORGOTTEN_AT_ONCE = 10;

/** Events leave through the outbox, encoded by `encode`. */
export class PostgresWebhookInbox implements WebhookInbox {
  constructor(private readonly sql: Sql, private readonly encode: (event: CommerceEvent) => OutboxRecord) {}

  take({ source, deliveryId, purchaseId }: Delivery, decide: Parameters<WebhookInbox["take"]>[1]) {
    return transaction(this.sql, async (sql, callers) => {
      const fresh = await sql`
        insert into webhook_deliveries (source, delivery_id) values (${source}, ${deliveryId}) on conflict do nothing`;
      if (fresh.count === 0) return "duplicate";
      await sql`
        delete from webhook_deliveries where (source, delivery_id) in (
          select source, delivery_id from webhook_deliveries where received_at < now() - ${REMEMBERED}::interval
          limit ${FORGOTTEN_AT_ONCE} for update skip locked)`;
      // Something to lock also while nothing is known of it.
      const first = await sql`
        insert into webhook_purchases (source, purchase_id, purchase) values (${source}, ${purchaseId}, '{}')
        on conflict do nothing`;
      const [row] = await sql<{ purchase: unknown }[]>`
        select purchase from webhook_purchases where source = ${source} and purchase_id = ${purchaseId} for update`;
      const known = first.count === 0 ? purchaseSchema.parse(row!.purchase) : null;
      const decision = await callers(() => Promise.resolve(decide(known)));
      if (decision === null) return "stale";
      await sql`
        update webhook_purchases set purchase = ${JSON.stringify(decision.purchase)}::text::jsonb, updated_at = now()
        where source = ${source} and purchase_id = ${purchaseId}`;
      await insertOutbox(sql, decision.events.map(this.encode));
      return "taken";
    });
  }
}
