import type { GradingWindow, MemberRecords, PastGrade } from "../../../../application/commerce/ports/membership.ts";
import type { Standing } from "../../../../domain/commerce/grade.ts";
import type { UserId } from "../../../../domain/commerce/user.ts";
import type { Sql } from "../../core/connect.ts";
import { mapPostgresErrors } from "../../core/map_errors.ts";
import { COUNTED } from "./membership.ts";

export class PostgresMemberRecords implements MemberRecords {
  constructor(private readonly sql: Sql) {}

  standing(id: UserId, { after, until }: GradingWindow): Promise<Standing> {
    return mapPostgresErrors(async () => {
      const [row] = await this.sql<Standing[]>`
        select s.amount::bigint as amount, s.orders from (
          select ${this.sql.unsafe(COUNTED)} from orders
          where user_id = ${id} and created_at > ${after} and created_at <= ${until}
        ) s`;
      return { amount: row!.amount, orders: row!.orders };
    });
  }

  gradeChanges(id: UserId, limit: number): Promise<readonly PastGrade[]> {
    return mapPostgresErrors(async () => [
      ...await this.sql<PastGrade[]>`
        select from_grade as "from", to_grade as "to", changed_at as "changedAt"
        from grade_changes where user_id = ${id} order by id desc limit ${limit}`,
    ]);
  }
}
