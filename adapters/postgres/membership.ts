import type { GradeChange, Membership, MemberStanding } from "../../application/commerce/ports/membership.ts";
import type { UserId } from "../../domain/commerce/user.ts";
import type { Grade } from "../../domain/commerce/grade.ts";
import type { Sql, SqlScope } from "./connect.ts";
import { lockTotals } from "./order_effects.ts";
import { translateError, translating } from "./translate_errors.ts";

const GRADES_LOCK = 7_150_002;
const PAGE = 5_000;

export class PostgresMembership implements Membership {
  readonly #sql: SqlScope;

  constructor(sql: SqlScope) {
    this.#sql = sql;
  }

  async *standings(after: Date, until: Date): AsyncGenerator<MemberStanding[]> {
    let page: MemberStanding[];
    let last = "";
    try {
      // One aggregate into a temporary table, then pages: a cursor would hold a transaction open across the caller's work.
      await this.#sql`drop table if exists pg_temp.standing`;
      await this.#sql`
        create temporary table standing on commit drop as
        with bought as (
          select user_id, sum(total_amount) as amount, count(*) filter (where quantity > 0) as orders
          from orders where created_at > ${after} and created_at <= ${until} group by user_id
        )
        select u.user_id, u.grade, coalesce(b.amount, 0)::bigint as amount, coalesce(b.orders, 0) as orders
        from users u left join bought b using (user_id)
        where not u.is_guest and (b.user_id is not null or u.grade <> 'BRONZE')`;
      await this.#sql`create index on pg_temp.standing (user_id)`;
      do {
        const rows = await this.#sql`
          select user_id, grade, amount, orders from pg_temp.standing
          where user_id > ${last} order by user_id limit ${PAGE}`;
        page = rows.map((row) => ({
          userId: row.user_id as UserId,
          grade: row.grade as Grade,
          standing: { amount: row.amount, orders: row.orders },
        }));
        last = page.at(-1)?.userId ?? last;
        if (page.length > 0) yield page;
      } while (page.length === PAGE);
    } catch (error) {
      throw translateError(error);
    }
  }

  regrade(changes: readonly GradeChange[]): Promise<number> {
    if (changes.length === 0) return Promise.resolve(0);
    return translating(async () => {
      // Storing orders changes many users at once too, in another order: without the same lock first, a deadlock.
      await lockTotals(this.#sql);
      const changed = await this.#sql`
        update users u set grade = c."to", updated_datetime = now()
        from json_to_recordset(${JSON.stringify(changes)}::text::json) as c("userId" text, "from" text, "to" text)
        where u.user_id = c."userId" and u.grade = c."from"`;
      return changed.count;
    });
  }

  exclusively<T>(work: (members: Membership) => Promise<T>): Promise<T | "busy"> {
    return translating((callers) =>
      (this.#sql as Sql).begin(async (sql) => {
        const [lock] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${GRADES_LOCK}) as mine`;
        return lock!.mine ? await callers(() => work(new PostgresMembership(sql))) : "busy" as const;
      })
    ) as Promise<T | "busy">;
  }
}
