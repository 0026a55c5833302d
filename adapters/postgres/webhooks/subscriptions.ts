import type { SubscriptionFilters, WebhookSubscriptions } from "../../../application/webhooks/ports/webhooks.ts";
import type { Page } from "../../../application/shared/page.ts";
import type { SubscriptionId, WebhookSubscription } from "../../../domain/webhooks/subscription.ts";
import { keysetPage } from "../core/api/keyset.ts";
import type { Row } from "../core/columns.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";
import { SUBSCRIPTIONS } from "./rows.ts";

const SORTS = { createdAt: [{ name: "created_at", type: "timestamptz" }, { name: "id", type: "text" }] } as const;

const { list, record } = SUBSCRIPTIONS;

export class PostgresWebhookSubscriptions implements WebhookSubscriptions {
  constructor(private readonly sql: Sql) {}

  add(subscription: WebhookSubscription, most: number): Promise<"added" | "too_many"> {
    return transaction(this.sql, async (sql) => {
      // Two at once would both find room.
      await sql`lock table webhook_subscriptions in share row exclusive mode`;
      const [counted] = await sql<{ n: number }[]>`select count(*)::int as n from webhook_subscriptions`;
      if (counted!.n >= most) return "too_many";
      await sql`
        insert into webhook_subscriptions (${sql.unsafe(list)})
        select ${sql.unsafe(list)} from json_to_record(${textOf(subscription)}::text::json)
          as r(${sql.unsafe(record)})`;
      return "added";
    });
  }

  find(id: SubscriptionId): Promise<WebhookSubscription | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql`select * from webhook_subscriptions where id = ${id}`;
      return row ? SUBSCRIPTIONS.fromRow(row) : null;
    });
  }

  list(
    { status, eventType }: SubscriptionFilters,
    page: Parameters<WebhookSubscriptions["list"]>[1],
  ): Promise<Page<WebhookSubscription>> {
    const { sql } = this;
    const where = [
      ...(status ? [sql`status = ${status}`] : []),
      ...(eventType ? [sql`${eventType} = any (event_types)`] : []),
    ];
    // The id as text, as the cursor has it.
    const shown = SUBSCRIPTIONS.names.map((name) => name === "id" ? "id::text" : name).join(", ");
    const select = sql`select * from (select ${sql.unsafe(shown)} from webhook_subscriptions) as subscriptions`;
    const fromRow = (row: Row) => SUBSCRIPTIONS.fromRow(row);
    return mapPostgresErrors(() => keysetPage(sql, SORTS, page, { select, where, fromRow }));
  }

  change(
    id: SubscriptionId,
    decide: (known: WebhookSubscription) => WebhookSubscription,
  ): Promise<WebhookSubscription | null> {
    return transaction(this.sql, async (sql) => {
      const [row] = await sql`select * from webhook_subscriptions where id = ${id} for update`;
      if (!row) return null;
      const decided = decide(SUBSCRIPTIONS.fromRow(row));
      await sql`
        update webhook_subscriptions set (${sql.unsafe(list)}) = (
          select ${sql.unsafe(list)} from json_to_record(${textOf(decided)}::text::json) as r(${sql.unsafe(record)}))
        where id = ${id}`;
      return decided;
    });
  }

  remove(id: SubscriptionId): Promise<boolean> {
    return transaction(this.sql, async (sql) => {
      const removed = await sql`delete from webhook_subscriptions where id = ${id}`;
      await sql`delete from webhook_outbox where subscription_id = ${id}`;
      return removed.count === 1;
    });
  }
}

function textOf(subscription: WebhookSubscription): string {
  return JSON.stringify(SUBSCRIPTIONS.toRow(subscription));
}
