import type {
  Dormancy,
  GradeChange,
  GradingRun,
  GradingWindow,
  Membership,
  MemberStanding,
} from "../../../../application/commerce/ports/membership.ts";
import type { UserId } from "../../../../domain/commerce/user.ts";
import type { Grade } from "../../../../domain/commerce/grade.ts";
import type { Sql, SqlScope } from "../../core/connect.ts";
import { LOCKS } from "../../core/lock_numbers.ts";
import { lockTotals } from "../order_deltas.ts";
import { mapPostgresError, mapPostgresErrors, transaction } from "../../core/map_errors.ts";

const PAGE = 5_000;
/** For more members, reading six months of orders once is quicker. */
const FEW = 100_000;

/** Of rows of orders: the domain's contributions added up. */
export const COUNTED = `coalesce(sum(total_amount) filter (where not reversed), 0) as amount,
  count(*) filter (where quantity > 0 and not reversed) as orders`;

export class PostgresMembership implements Membership, Dormancy {
  readonly #sql: SqlScope;
  readonly #few: number;

  constructor(sql: SqlScope, few: number = FEW) {
    this.#sql = sql;
    this.#few = few;
  }

  async *standings(window: GradingWindow, since?: GradingWindow): AsyncGenerator<MemberStanding[]> {
    let page: MemberStanding[];
    let last = "";
    try {
      // Not a cursor, which would hold a transaction open across the caller's work.
      await this.#sql`drop table if exists pg_temp.standing`;
      if (since) await this.#gatherChanged(window, since);
      else await this.#gatherAll(window);
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
      throw mapPostgresError(error);
    }
  }

  async #gatherAll({ after, until }: GradingWindow): Promise<void> {
    // Later deltas are for the next run.
    await this.#sql`delete from grading_due`;
    await this.#sql`
      create temporary table standing on commit drop as
      with bought as (
        select user_id, ${this.#sql.unsafe(COUNTED)}
        from orders where created_at > ${after} and created_at <= ${until} group by user_id
      )
      select u.user_id, u.grade, coalesce(b.amount, 0)::bigint as amount, coalesce(b.orders, 0) as orders
      from users u left join bought b using (user_id)
      where not u.is_guest and (b.user_id is not null or u.grade <> 'BRONZE')`;
  }

  async #gatherChanged({ after, until }: GradingWindow, since: GradingWindow): Promise<void> {
    await this.#sql`drop table if exists pg_temp.due`;
    await this.#sql`create temporary table due (user_id varchar(50) not null) on commit drop`;
    await this.#sql`
      with taken as (delete from grading_due returning user_ids)
      insert into pg_temp.due
      select unnest(user_ids) from taken
      union select unnest(user_ids) from order_deltas
      union select user_id from orders where created_at > ${since.after} and created_at <= ${after}
      union select user_id from orders where created_at > ${since.until} and created_at <= ${until}
      order by 1`;
    await this.#sql`analyze pg_temp.due`;
    const [due] = await this.#sql<{ members: number }[]>`select count(*) as members from pg_temp.due`;
    if (due!.members > this.#few) {
      await this.#sql`
        create temporary table standing on commit drop as
        with bought as (
          select user_id, ${this.#sql.unsafe(COUNTED)}
          from orders join pg_temp.due using (user_id) where created_at > ${after} and created_at <= ${until}
          group by user_id
        )
        select u.user_id, u.grade, coalesce(b.amount, 0)::bigint as amount, coalesce(b.orders, 0) as orders
        from pg_temp.due join users u using (user_id) left join bought b using (user_id) where not u.is_guest`;
      return;
    }
    // Without its limit the planner would read all users. Sorted: neighbours in the indexes follow each other.
    await this.#sql`
      create temporary table standing on commit drop as
      select d.user_id, u.grade, coalesce(b.amount, 0)::bigint as amount, b.orders
      from pg_temp.due d, lateral (
        select grade from users u where u.user_id = d.user_id and not u.is_guest limit 1
      ) u, lateral (
        select ${this.#sql.unsafe(COUNTED)}
        from orders o where o.user_id = d.user_id and created_at > ${after} and created_at <= ${until}
      ) b`;
  }

  regrade(changes: readonly GradeChange[]): Promise<number> {
    if (changes.length === 0) return Promise.resolve(0);
    return mapPostgresErrors(async () => {
      // Storing orders changes users in another order: without the same lock, a deadlock.
      await lockTotals(this.#sql);
      const changed = await this.#sql`
        update users u set grade = c."to", updated_datetime = now()
        from json_to_recordset(${JSON.stringify(changes)}::text::json) as c("userId" text, "from" text, "to" text)
        where u.user_id = c."userId" and u.grade = c."from"`;
      return changed.count;
    });
  }

  sleep(since: Date): Promise<number> {
    return transaction(this.#sql as Sql, async (sql) => {
      await lockTotals(sql);
      // What a delta has not brought into last_ordered_at yet is in the orders.
      const sleeping = await sql`
        update users u set status = 'DORMANT', updated_datetime = now()
        where status = 'ACTIVE' and not is_guest and created_at < ${since}
          and (last_ordered_at is null or last_ordered_at < ${since})
          and (last_login_at is null or last_login_at < ${since})
          and not exists (select from orders o
            where o.user_id = u.user_id and o.created_at >= ${since} and quantity > 0 and not reversed)`;
      return sleeping.count;
    });
  }

  note({ asOf, wholeAt }: GradingRun): Promise<void> {
    return mapPostgresErrors(async () => {
      await this.#sql`
        insert into grading_runs (as_of, whole_at) values (${asOf}, ${wholeAt})
        on conflict (only_row) do update set as_of = excluded.as_of, whole_at = excluded.whole_at`;
    });
  }

  exclusively<T>(work: (members: Membership, last: GradingRun | null) => Promise<T>): Promise<T | "busy"> {
    return transaction(this.#sql as Sql, async (sql, callers) => {
      const [lock] = await sql<{ mine: boolean }[]>`select pg_try_advisory_xact_lock(${LOCKS.grades}) as mine`;
      if (!lock!.mine) return "busy";
      const [run] = await sql<GradingRun[]>`select as_of as "asOf", whole_at as "wholeAt" from grading_runs`;
      return await callers(() => work(new PostgresMembership(sql, this.#few), run ?? null));
    });
  }
}
