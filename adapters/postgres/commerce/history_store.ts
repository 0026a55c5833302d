import type { HistoryDay, MemberGrade, Regrading } from "../../../domain/commerce/simulation/history/day.ts";
import { dayNumberOf, isoDay, startOfDay } from "../../../domain/commerce/seoul_time.ts";
import { type HistoryPlan, historyPlanSchema, orderPrefix } from "../../../domain/commerce/simulation/history/plan.ts";
import type { Product } from "../../../domain/commerce/product.ts";
import type { User } from "../../../domain/commerce/user.ts";
import type { HistoryRun, HistoryStep, HistoryStore } from "../../../application/commerce/ports/history.ts";
import type { Sql, SqlScope } from "../core/connect.ts";
import { copyChunks, copyRows } from "../core/copy_rows.ts";
import { ErasedUsers } from "./erased_users.ts";
import { tellOfNothing } from "../core/webhook_events.ts";
import { insertOrders } from "./insert_orders.ts";
import { ORDERS } from "./order_columns.ts";
import { PRODUCTS } from "./product_columns.ts";
import { USERS } from "./user_columns.ts";
import { NotCopied, notCopiedWhereAborted } from "../core/not_copied.ts";
import { addAll, lockTotals, recordDelta, recordOwnDeltas, sharingOrders, type Totals } from "./order_deltas.ts";
import { mapPostgresErrors, Rollback, transaction, unmappedTransaction } from "../core/map_errors.ts";

interface HistoryStoreOptions {
  /** COPY FROM STDIN; the embedded server has none. */
  readonly copy: boolean;
  readonly erased?: ErasedUsers;
}

const INSERT_ROWS = 1_000;
const GRADED_ROWS = 50_000;

export class PostgresHistoryStore implements HistoryStore {
  readonly #sql: Sql;
  readonly #copies: boolean;
  readonly #erased: ErasedUsers;

  constructor(sql: Sql, { copy, erased = new ErasedUsers() }: HistoryStoreOptions) {
    this.#sql = sql;
    this.#copies = copy;
    this.#erased = erased;
  }

  find(seed: string): Promise<HistoryRun | null> {
    return mapPostgresErrors(async () => {
      const [row] = await this.#sql`
        select *, to_char(first_day, 'YYYY-MM-DD') as first, to_char(next_day, 'YYYY-MM-DD') as next
        from history_runs where seed = ${seed}`;
      return row ? runFromRow(row) : null;
    });
  }

  take(plan: HistoryPlan, until: Date | null, runner: string): Promise<HistoryRun> {
    return mapPostgresErrors(async () => {
      const { seed, firstDay, days, ordersPerDay, users, products } = plan;
      await this.#sql`
        insert into history_runs (seed, first_day, days, orders_per_day, users, products, until, next_day, runner)
        values (${seed}, ${isoDay(firstDay)}, ${days}, ${ordersPerDay}, ${users}, ${products}, ${until},
          ${isoDay(firstDay)}, ${runner})
        on conflict (seed) do update set runner = excluded.runner`;
      return (await this.find(seed))!;
    });
  }

  addFounders(users: readonly User[], products: readonly Product[]): Promise<void> {
    return transaction(this.#sql, async (sql) => {
      const admitted = await this.#erased.withhold(sql, { users, orders: [] }, await this.#erased.share(sql));
      await USERS.insertNew(sql, admitted.users);
      await PRODUCTS.insertNew(sql, products);
      // A seeder may have given the same people later days; registration precedes the first order.
      const registered = JSON.stringify(users.map(({ userId, createdAt }) => ({ id: userId, at: createdAt })));
      await sql`
          update users u set created_at = r.at, updated_datetime = now()
          from json_to_recordset(${registered}::text::json) as r(id text, at timestamptz)
          where u.user_id = r.id and u.created_at > r.at`;
      const listed = JSON.stringify(products.map(({ productId, createdAt }) => ({ id: productId, at: createdAt })));
      await sql`
          update products p set created_at = r.at, updated_datetime = now()
          from json_to_recordset(${listed}::text::json) as r(id text, at timestamptz)
          where p.product_id = r.id and p.created_at > r.at`;
    });
  }

  firstOtherOrder(_seed: string, from: Date): Promise<Date | null> {
    // Two histories may overlap.
    return mapPostgresErrors(async () =>
      (await this.#sql`
        select created_at as at from orders where created_at >= ${from} and not starts_with(order_id, 'H-')
        order by created_at limit 1`)[0]?.at ?? null
    );
  }

  addDays(days: readonly HistoryDay[], step: HistoryStep): Promise<"stored" | "replaced"> {
    return mapPostgresErrors(async () => {
      if (!this.#copies) return await this.#addDays(days, step, insertAll);
      try {
        return await this.#addDays(days, step, copyAll);
      } catch (error) {
        if (!(error instanceof NotCopied)) throw error;
        // Row by row it works, or the server says what is wrong.
        return await this.#addDays(days, step, insertAll);
      }
    });
  }

  async #addDays(
    planned: readonly HistoryDay[],
    step: HistoryStep,
    addOrders: AddOrders,
  ): Promise<"stored" | "replaced"> {
    const outcome = await unmappedTransaction<"stored" | "replaced">(this.#sql, async (sql) => {
      // First: the row's lock makes a second writer wait, and then find the days moved.
      await moveOn(sql, planned, step);
      const days = await withholdDays(sql, this.#erased, planned);
      await Promise.all([
        USERS.insertNew(sql, days.flatMap(({ users }) => users)),
        PRODUCTS.insertNew(sql, days.flatMap(({ products }) => products)),
      ]);
      await tellOfNothing(sql);
      await addOrders(sql, days, step);
      await lockTotals(sql);
      await regrade(sql, step.end?.grades ?? lastOf(days));
      // Once: the same customers and products come every day.
      if (step.end !== null) await addAll(sql);
      return "stored";
    });
    // Until autovacuum notices, the planner would take the tables for empty.
    if (outcome === "stored" && step.end !== null) await this.#sql`analyze users, products, orders, daily_sales`;
    return outcome;
  }
}

async function withholdDays(
  sql: SqlScope,
  register: ErasedUsers,
  days: readonly HistoryDay[],
): Promise<readonly HistoryDay[]> {
  const kinds = await register.kinds(sql);
  if (!kinds.keyed && !kinds.bare) return days;
  const admitted: HistoryDay[] = [];
  for (const day of days) {
    const { users, orders } = await register.withhold(sql, day, kinds);
    admitted.push({ ...day, users, orders });
  }
  return admitted;
}

type AddOrders = (sql: SqlScope, days: readonly HistoryDay[], step: HistoryStep) => Promise<void>;

async function moveOn(sql: SqlScope, days: readonly HistoryDay[], { seed, runner, end }: HistoryStep): Promise<void> {
  const until = end?.until ?? null;
  const first = isoDay(days[0]!.dayNumber);
  const next = isoDay(days.at(-1)!.dayNumber + 1);
  const { orders, amount } = totalsOf(days);
  const moved = await sql`
    update history_runs set next_day = ${next}, orders = orders + ${orders}, amount = amount + ${amount},
      until = coalesce(${until}, until), finished_at = case when ${until}::timestamptz is not null then now() end
    from (select ${sharingOrders(sql)}) as shared
    where seed = ${seed} and next_day = ${first} and runner = ${runner} and finished_at is null`;
  if (moved.count === 0) throw new Rollback("replaced");
}

async function copyAll(sql: SqlScope, days: readonly HistoryDay[], { seed }: HistoryStep): Promise<void> {
  const { orders, amount } = totalsOf(days);
  if (orders === 0) return;
  // The sums are known.
  await recordOwnDeltas(sql);
  await copyRows(sql, ORDERS, copyChunks(ORDERS, days.flatMap((day) => day.orders)));
  const [counted] = await sql`
    select count(*) as rows, coalesce(sum(total_amount), 0)::bigint as amount from orders
    where created_at >= ${startOfDay(days[0]!.dayNumber)} and created_at < ${startOfDay(days.at(-1)!.dayNumber + 1)}
      and starts_with(order_id, ${orderPrefix(seed)})`.catch(notCopiedWhereAborted);
  if (counted!.rows !== orders || counted!.amount !== amount) {
    throw new NotCopied(`Cannot copy ${orders} orders: ${counted!.rows} are there`);
  }
  await recordDelta(sql, totalsToAdd(days));
}

async function insertAll(sql: SqlScope, days: readonly HistoryDay[]): Promise<void> {
  const orders = days.flatMap((day) => day.orders);
  for (let start = 0; start < orders.length; start += INSERT_ROWS) {
    await insertOrders(sql, orders.slice(start, start + INSERT_ROWS));
  }
}

function totalsOf(days: readonly HistoryDay[]): { orders: number; amount: number } {
  let orders = 0;
  let amount = 0;
  for (const { orders: count, amount: won } of days.flatMap(({ sales }) => sales)) {
    orders += count;
    amount += won;
  }
  return { orders, amount };
}

function totalsToAdd(days: readonly HistoryDay[]): Totals {
  const sold = new Map<string, number>();
  for (const [id, orders] of days.flatMap((day) => [...day.sold])) sold.set(id, (sold.get(id) ?? 0) + orders);
  const lastOrdered = new Map<string, Date>(days.flatMap((day) => [...day.lastOrdered]));
  return {
    products: [...sold].map(([product_id, orders]) => ({ product_id, orders, taken: 0 })),
    users: [...lastOrdered].map(([user_id, ordered_at]) => ({ user_id, ordered_at })),
    days: days.flatMap(({ dayNumber, sales }) =>
      sales.map(({ orders, ...of }) => ({ day: isoDay(dayNumber), lines: orders, orders, ...of }))
    ),
  };
}

/** A transaction changes each customer once, to the last grade. */
function lastOf(days: readonly HistoryDay[]): Regrading[] {
  return [
    ...new Map(days.flatMap(({ regraded }) => regraded.map((change) => [change.userId, change] as const))).values(),
  ];
}

async function regrade(sql: SqlScope, grades: readonly MemberGrade[]): Promise<void> {
  for (let start = 0; start < grades.length; start += GRADED_ROWS) {
    const some = JSON.stringify(grades.slice(start, start + GRADED_ROWS).map(({ userId, to }) => ({ userId, to })));
    await sql`
      update users u set grade = c."to", updated_datetime = now()
      from json_to_recordset(${some}::text::json) as c("userId" text, "to" text)
      where u.user_id = c."userId" and u.grade <> c."to"`;
  }
}

function runFromRow(row: Record<string, unknown>): HistoryRun {
  return {
    plan: historyPlanSchema.parse({
      seed: row.seed,
      firstDay: dayNumberOf(row.first as string),
      days: row.days,
      ordersPerDay: row.orders_per_day,
      users: row.users,
      products: row.products,
    }),
    until: row.until as Date | null,
    nextDay: dayNumberOf(row.next as string)!,
    orders: row.orders as number,
    amount: row.amount as number,
    runner: row.runner as string,
    startedAt: row.started_at as Date,
    finishedAt: row.finished_at as Date | null,
  };
}
