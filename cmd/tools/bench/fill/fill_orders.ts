import type { Sql } from "../../../../adapters/postgres/core/connect.ts";

interface OrderFill {
  readonly users: number;
  readonly products: number;
  readonly orders: number;
  readonly from: Date;
  readonly until: Date;
}

/** Spread evenly; some customers buy much more than others. Indexes come afterwards; totals are not kept. */
export async function fillOrders(sql: Sql, { users, products, orders, from, until }: OrderFill): Promise<void> {
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'orders' and indexname not in (select conname from pg_constraint)`;
  await sql`alter table orders disable trigger user`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  await sql`
    insert into orders (order_id, user_id, product_id, quantity, total_amount, payment_method, status, category, user_name,
      user_region, user_gender, user_age_group, created_at)
    select 'fill-' || lpad(n::text, 10, '0'), 'U-' || lpad((1 + floor(random() ^ 2 * ${users}::int))::text, 8, '0'),
      'P-' || lpad((1 + n % ${products}::int)::text, 6, '0'), case n % 50 when 0 then -1 else 1 end,
      case n % 50 when 0 then -1 else 1 end * (5000 + n % 195000), 'CREDIT_CARD', 'PAID', '식품', '김서연', '서울특별시', 'F',
      '30s', ${from}::timestamptz + (n::float8 / ${orders}) * (${until}::timestamptz - ${from}::timestamptz)
    from generate_series(1, ${orders}::int) as n`;
  for (const { definition } of indexes) await sql.unsafe(definition);
  await sql`alter table orders enable trigger user`;
  await sql`vacuum (freeze, analyze) orders`;
  await sql`checkpoint`;
}
