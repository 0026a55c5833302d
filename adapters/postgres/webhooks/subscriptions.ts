import type { SubscriptionFilters, WebhookSubscriptions } from "../../../application/webhooks/ports/webhooks.ts";
import type { Page } from "../../../application/shared/page.ts";
import type { SubscriptionId, WebhookSubscription } from "../../../domain/webhooks/subscription.ts";
import { keysetPage } from "../core/api/keyset.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { mapPostgresErrors, transaction } from "../core/map_errors.ts";
import { SUBSCRIPTION_RECORD, subscriptionFromRow, subscriptionToRow } from "./rows.ts";

const SORTS = { createdAt: [{ name: "created_at", type: "timestamptz" }, { name: "id", type: "text" }] } as const;

export class PostgresWebhookSubscriptions implements WebhookSubscriptions {
  constructor(private readonly sql: Sql) {}

  add(subscription: WebhookSubscription, most: number): Promise<"added" | "too_many"> {
    return transaction(this.sql, async (sql) => {
      // Two at once would both find room.
      await sql`lock table webhook_subscriptions in share row exclusive mode`;
      const [counted] = await sql<{ n: number }[]>`select count(*)::int as n from webhook_subscriptions`;
      if (counted!.n >= most) return "too_many";
      await insert(sql, subscription);
      return "added";
    });
  }

  find(id: SubscriptionId): Promise<WebhookSubscription | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql`select * from webhook_subscriptions where id = ${id}`;
      return row ? subscriptionFromRow(row) : null;
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
    // As text, as the cursor has it.
    const select = sql`
      select * from (select id::text, ${sql.unsafe(OTHERS)} from webhook_subscriptions) as subscriptions`;
    return mapPostgresErrors(() => keysetPage(sql, SORTS, page, { select, where, fromRow: subscriptionFromRow }));
  }

  change(
    id: SubscriptionId,
    decide: (known: WebhookSubscription) => WebhookSubscription,
  ): Promise<WebhookSubscription | null> {
    return transaction(this.sql, async (sql) => {
      const [row] = await sql`select * from webhook_subscriptions where id = ${id} for update`;
      if (!row) return null;
      const decided = decide(subscriptionFromRow(row));
      await sql`
        update webhook_subscriptions s set
          url = r.url, description = r.description, event_types = r.event_types, status = r.status,
          disabled_reason = r.disabled_reason, failing_since = r.failing_since, secret_version = r.secret_version,
          previous_secret_until = r.previous_secret_until, updated_at = r.updated_at
        from json_to_record(${JSON.stringify(subscriptionToRow(decided))}::text::json)
          as r(${sql.unsafe(SUBSCRIPTION_RECORD)})
        where s.id = r.id`;
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

const OTHERS = `url, description, event_types, status, disabled_reason, failing_since, secret_version,
  previous_secret_until, created_at, updated_at`;

async function insert(sql: SqlScope, subscription: WebhookSubscription): Promise<void> {
  await sql`
    insert into webhook_subscriptions (id, ${sql.unsafe(OTHERS)})
    select id, ${sql.unsafe(OTHERS)}
    from json_to_record(${JSON.stringify(subscriptionToRow(subscription))}::text::json)
      as r(${sql.unsafe(SUBSCRIPTION_RECORD)})`;
}
