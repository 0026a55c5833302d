import type { Figures, HourSales, ShopFigures } from "../../../application/commerce/ports/shop.ts";
import type { ShopRecords } from "../../../application/commerce/ports/simulation.ts";
import type { Grade } from "../../../domain/commerce/grade.ts";
import type { Order } from "../../../domain/commerce/order.ts";
import type { Sql } from "../core/connect.ts";
import { ORDERS } from "./order_columns.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

export class PostgresShopFigures implements ShopFigures, ShopRecords {
  constructor(private readonly sql: Sql) {}

  figures(): Promise<Figures> {
    return mapPostgresErrors(async () => {
      // Daily totals and their deltas instead of every order.
      const [row] = await this.sql`
        select
          (select coalesce(sum(lines), 0)::bigint from daily_sales) +
            (select coalesce(sum(n), 0)::bigint from order_deltas, unnest(lines) as n) as orders,
          (select count(*) from products) as products,
          count(*) as users,
          count(*) filter (where not is_guest and last_ordered_at is not null) as buyers,
          count(*) filter (where not is_guest and last_ordered_at is null) as new_users,
          count(*) filter (where not is_guest and grade = 'VIP') as vip,
          count(*) filter (where not is_guest and grade = 'GOLD') as gold,
          count(*) filter (where not is_guest and grade = 'SILVER') as silver,
          count(*) filter (where not is_guest and grade = 'BRONZE') as bronze
        from users`;
      const { users, products, orders, buyers, new_users: newUsers, vip, gold, silver, bronze } = row!;
      const grades: Record<Grade, number> = { VIP: vip, GOLD: gold, SILVER: silver, BRONZE: bronze };
      return { counts: { users, products, orders }, buyers, newUsers, grades };
    });
  }

  salesByHour(from: Date, until: Date): Promise<readonly HourSales[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<HourSales[]>`
        select extract(hour from created_at at time zone 'Asia/Seoul')::int as hour,
          sum(amount)::bigint as amount, count(*) filter (where is_bought) as orders
        from (
          select created_at, sum(total_amount) as amount, bool_or(quantity > 0) as is_bought
          from orders where created_at >= ${from} and created_at < ${until} and not reversed
          group by user_id, created_at
        ) purchases
        group by 1 order by 1`,
    ]);
  }

  recentOrders(limit: number): Promise<Order[]> {
    return mapPostgresErrors(async () =>
      (await this.sql`
        select * from orders order by created_at desc, order_id desc limit ${limit}`).map((row) => ORDERS.fromRow(row))
    );
  }

  firstCustomerAddedAt(): Promise<Date | null> {
    return mapPostgresErrors(async () => (await this.sql`select min(created_datetime) as at from users`)[0]!.at);
  }
}
