import type {
  ClaimedDelivery,
  DeliveryFilters,
  WebhookDeliveries,
  WebhookEvents,
  WebhookFigures,
  WebhookQueue,
} from "../../../application/webhooks/ports/webhooks.ts";
import type { Page } from "../../../application/shared/page.ts";
import type { Settled, WebhookDelivery } from "../../../domain/webhooks/delivery.ts";
import type { WebhookEvent } from "../../../domain/webhooks/event.ts";
import type { SubscriptionId } from "../../../domain/webhooks/subscription.ts";
import { keysetPage } from "../core/api/keyset.ts";
import type { Row } from "../core/columns.ts";
import type { Sql } from "../core/connect.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";
import { deliveryFromRow, SUBSCRIPTIONS } from "./rows.ts";

const SORTS = { id: [{ name: "id", type: "bigint" }] } as const;
const LONGEST_ERROR = 500;
/** What a bigint holds. */
const ID = /^[0-9]{1,18}$/;

export class PostgresWebhookOutbox implements WebhookDeliveries, WebhookEvents, WebhookQueue {
  constructor(private readonly sql: Sql) {}

  list(
    subscription: SubscriptionId,
    { state, eventType }: DeliveryFilters,
    page: Parameters<WebhookDeliveries["list"]>[2],
  ): Promise<Page<WebhookDelivery>> {
    const { sql } = this;
    const where = [
      sql`subscription_id = ${subscription}`,
      ...(state ? [sql`state = ${state}`] : []),
      ...(eventType ? [sql`event_type = ${eventType}`] : []),
    ];
    const select = sql`select * from webhook_outbox`;
    return mapPostgresErrors(() => keysetPage(sql, SORTS, page, { select, where, fromRow: deliveryFromRow }));
  }

  find(subscription: SubscriptionId, id: string): Promise<WebhookDelivery | null> {
    return this.#one(id, () =>
      this.sql`
      select * from webhook_outbox where id = ${id}::text::bigint and subscription_id = ${subscription}`);
  }

  add(subscription: SubscriptionId, { id, type, at, data }: WebhookEvent): Promise<WebhookDelivery | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql`
        insert into webhook_outbox (subscription_id, event_id, event_type, data, occurred_at, next_attempt_at)
        select id, ${id}, ${type}, ${JSON.stringify(data)}::text::jsonb, ${at}, ${at}
        from webhook_subscriptions where id = ${subscription} returning *`;
      return row ? deliveryFromRow(row) : null;
    });
  }

  retry(subscription: SubscriptionId, id: string, now: Date): Promise<WebhookDelivery | null> {
    return this.#one(id, () =>
      this.sql`
      update webhook_outbox set state = 'PENDING', next_attempt_at = ${now}
      where id = ${id}::text::bigint and subscription_id = ${subscription} returning *`);
  }

  async #one(id: string, statement: () => PromiseLike<readonly Row[]>): Promise<WebhookDelivery | null> {
    if (!ID.test(id)) return null;
    const [row] = await mapPostgresErrors(async () => await statement());
    return row ? deliveryFromRow(row) : null;
  }

  record(events: readonly WebhookEvent[]): Promise<void> {
    return mapPostgresErrors(async () => {
      if (events.length === 0) return;
      await this.sql`
        insert into webhook_outbox (subscription_id, event_id, event_type, data, occurred_at, next_attempt_at)
        select s.id, e.id, e.type, e.data, e.at, e.at
        from json_to_recordset(${
        JSON.stringify(events)
      }::text::json) as e(id uuid, type text, at timestamptz, data jsonb)
        join webhook_subscriptions s on s.status = 'ACTIVE' and e.type = any (s.event_types)
        on conflict do nothing`;
    });
  }

  claim(
    { now, until, limit, perSubscription, except }: Parameters<WebhookQueue["claim"]>[0],
  ): Promise<ClaimedDelivery[]> {
    return mapPostgresErrors(async () => {
      const rows = await this.sql<{ delivery: Row; subscription: Row }[]>`
        with due as (
          select o.id from webhook_subscriptions s cross join lateral (
            select id, next_attempt_at from webhook_outbox
            where subscription_id = s.id and state = 'PENDING' and next_attempt_at <= ${now}
            order by next_attempt_at, id limit ${perSubscription} for update skip locked
          ) o
          where s.status = 'ACTIVE' and s.id <> all (${[...except]}::uuid[])
          order by o.next_attempt_at, o.id limit ${limit}
        ), claimed as (
          update webhook_outbox o set attempts = attempts + 1, next_attempt_at = ${until}, last_attempt_at = ${now}
          from due where o.id = due.id returning o.*
        )
        select c.*, to_jsonb(s) as subscription from claimed c join webhook_subscriptions s on s.id = c.subscription_id
        order by c.id`;
      return rows.map(({ subscription, ...delivery }) => ({
        delivery: deliveryFromRow(delivery),
        subscription: SUBSCRIPTIONS.fromRow(subscription),
      }));
    });
  }

  settle({ delivery }: ClaimedDelivery, settled: Settled, now: Date): Promise<void> {
    const { state, nextAttemptAt, status, error, disable } = settled;
    const reason = error?.slice(0, LONGEST_ERROR).replaceAll("\0", "").toWellFormed() ?? null;
    return mapPostgresErrors(async () => {
      await this.sql`
        with settled as (
          update webhook_outbox set state = ${state}, next_attempt_at = ${nextAttemptAt}, last_status = ${status},
            last_error = ${reason}
          where id = ${delivery.id}::text::bigint and attempts = ${delivery.attempts} and state = 'PENDING'
            and next_attempt_at = ${delivery.nextAttemptAt}
          returning subscription_id
        )
        update webhook_subscriptions s set
          failing_since = case when ${state === "DELIVERED"} then null else coalesce(s.failing_since, ${now}) end,
          status = case when ${disable}::text is null then s.status else 'DISABLED' end,
          disabled_reason = coalesce(s.disabled_reason, ${disable}),
          updated_at = case when ${disable}::text is null then s.updated_at else ${now} end
        from settled
        where s.id = settled.subscription_id
          and (${disable}::text is not null or (s.failing_since is null) = ${state !== "DELIVERED"})`;
    });
  }

  sweep(
    { delivered, failed }: { readonly delivered: Date; readonly failed: Date },
    limit: number,
  ): Promise<number> {
    return mapPostgresErrors(async () =>
      (await this.sql`
        delete from webhook_outbox where id in (
          select id from webhook_outbox
          where occurred_at < ${failed} or (occurred_at < ${delivered} and state = 'DELIVERED')
          order by id limit ${limit})`).count
    );
  }

  figures(): Promise<WebhookFigures> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<WebhookFigures[]>`
        select coalesce(sum(o.pending), 0)::int as pending, min(o.oldest) as "oldestAt",
          count(*) filter (where s.status = 'DISABLED')::int as disabled,
          count(*) filter (where s.status = 'DISABLED' and s.disabled_reason <> 'requested')::int as "givenUp"
        from webhook_subscriptions s cross join lateral (
          select count(*) as pending, min(occurred_at) filter (where s.status = 'ACTIVE') as oldest
          from webhook_outbox where subscription_id = s.id and state = 'PENDING') o`;
      return row!;
    });
  }
}
