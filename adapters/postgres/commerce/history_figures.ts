import type { HistoryFigures } from "../../../application/commerce/ports/history.ts";
import type { Grade } from "../../../domain/commerce/grade.ts";
import {
  type CategoryTotals,
  type DayTotals,
  type HistoryAnswers,
  TOP_PRODUCTS,
  withAllGrades,
} from "../../../domain/commerce/simulation/history/answers.ts";
import type { ProductTotals } from "../../../domain/commerce/simulation/history/assortment.ts";
import { type HistoryPlan, orderPrefix } from "../../../domain/commerce/simulation/history/plan.ts";
import type { Sql } from "../core/connect.ts";
import { findDifferences } from "./reconcile.ts";
import { mapPostgresErrors } from "../core/map_errors.ts";

/** Plain SQL that shares nothing with the program that wrote the rows. */
export class PostgresHistoryFigures implements HistoryFigures {
  constructor(private readonly sql: Sql) {}

  answers(plan: HistoryPlan): Promise<HistoryAnswers> {
    return mapPostgresErrors(async () => {
      const sql = this.sql;
      const isMine = sql`starts_with(o.order_id, ${orderPrefix(plan.seed)})`;
      const [all] = await sql<{ orders: number; amount: number; buyers: number }[]>`
        select count(*) as orders, coalesce(sum(total_amount), 0)::bigint as amount, count(distinct user_id) as buyers
        from orders o where ${isMine}`;
      const [{ products } = { products: 0 }] = await sql<{ products: number }[]>`
        select count(*) as products from products where product_id ~ ${memberPattern("P", plan)}
          and ${isFounderOrLater(sql, "product_id", plan.products)}`;
      const days = await sql<DayTotals[]>`
        select to_char(created_at at time zone 'Asia/Seoul', 'YYYY-MM-DD') as day, count(*) as orders,
          sum(quantity)::bigint as units, sum(total_amount)::bigint as amount, sum(shipping_cost)::bigint as shipping,
          sum(discount_amount)::bigint as discounts, count(distinct user_id) as customers,
          sum((total_amount::bigint + 7 * shipping_cost + 13 * discount_amount + 31 * quantity)
            * (1 + (extract(epoch from created_at) * 1000)::bigint % 9973) % 1000003)::bigint as fingerprint
        from orders o where ${isMine} group by 1 order by 1`;
      const categories = await sql<CategoryTotals[]>`
        select coalesce(category, '') as category, count(*) as orders, sum(quantity)::bigint as units,
          sum(total_amount)::bigint as amount
        from orders o where ${isMine} group by 1 order by coalesce(category, '') collate "C"`;
      const isMember = sql`u.user_id ~ ${memberPattern("U", plan)} and ${
        isFounderOrLater(sql, "u.user_id", plan.users)
      }`;
      const members = await sql<{ grade: Grade; members: number }[]>`
        select grade, count(*) as members from users u where ${isMember} group by 1`;
      // From orders to customers: without statistics the planner would count all orders for every customer.
      const bought = await sql<{ grade: Grade; orders: number; amount: number }[]>`
        select u.grade, sum(b.orders)::bigint as orders, sum(b.amount)::bigint as amount
        from (select user_id, count(*) as orders, sum(total_amount) as amount from orders o where ${isMine} group by 1) b
        join users u on u.user_id = b.user_id
        where ${isMember} group by 1`;
      const topProducts = await sql<ProductTotals[]>`
        select product_id as "productId", count(*) as orders, sum(quantity)::bigint as units,
          sum(total_amount)::bigint as amount
        from orders o where ${isMine} group by 1 order by orders desc, product_id collate "C" limit ${TOP_PRODUCTS}`;
      return {
        ...all!,
        products,
        customers: members.reduce((sum, of) => sum + of.members, 0),
        days: [...days],
        categories: [...categories],
        grades: withAllGrades(members.map(({ grade, members }) => {
          const { orders, amount } = bought.find((of) => of.grade === grade) ?? { orders: 0, amount: 0 };
          return { grade, members, orders, amount };
        })),
        topProducts: [...topProducts],
      };
    });
  }

  changedCustomers(plan: HistoryPlan): Promise<number> {
    return mapPostgresErrors(async () =>
      (await this.sql`
        select count(*) as changed from users
        where updated_datetime > (select finished_at from history_runs where seed = ${plan.seed})
          and user_id ~ ${memberPattern("U", plan)} and ${isFounderOrLater(this.sql, "user_id", plan.users)}`)[0]!
        .changed
    );
  }

  unconfirmed(): Promise<string[]> {
    return mapPostgresErrors(async () =>
      (await findDifferences(this.sql)).map(({ figure, key, stored, recounted }) =>
        `${figure} of ${key} is ${stored ?? "missing"}, the orders say ${recounted ?? "nothing"}`
      )
    );
  }
}

/** Founders have a number, others a day and a number. */
function memberPattern(letter: string, { seed }: HistoryPlan): string {
  return `^${letter}-${seed.replaceAll(".", "\\.")}-(\\d{6,7}|\\d{8}-\\d+)$`;
}

/** A seeder may have made a larger market of the same seed. */
function isFounderOrLater(sql: Sql, column: string, founders: number) {
  const ofFounder = sql`substring(${sql(column)} from '-(\\d{6,7})$')`;
  return sql`(${ofFounder} is null or ${ofFounder}::int <= ${founders})`;
}
