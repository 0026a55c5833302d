import type {
  Dormancy,
  GradingRun,
  GradingWindow,
  Membership,
  MemberStanding,
} from "../../../application/commerce/ports/membership.ts";
import { contribution } from "../../../domain/commerce/grade.ts";
import type { UserId } from "../../../domain/commerce/user.ts";
import type { Transaction } from "../postgres/transaction.ts";
import type { Process } from "../world.ts";
import { lastOrder, lockTotals, sum } from "./order_deltas.ts";
import type { ShopDatabase } from "./shop_database.ts";
import { GRADES_LOCK, type OrderRow } from "./shop_tables.ts";

const PAGE = 5_000;
const ONLY_ROW = "only";

export function membership(database: ShopDatabase, process: Process): Membership & Dormancy {
  const { postgres, tables } = database;
  const within = <T>(work: (members: Membership) => Promise<T>) =>
    postgres.transaction(process, (sql) => work(onTransaction(database, sql)));
  return {
    standings: () => {
      throw new Error("only within exclusively");
    },
    regrade: (changes) => within((members) => members.regrade(changes)),
    note: (run) => within((members) => members.note(run)),
    exclusively: <T>(work: (members: Membership, last: GradingRun | null) => Promise<T>) =>
      postgres.transaction<T | "busy">(process, async (sql) => {
        const last = await sql.statement(
          "lock grading",
          () => sql.tryLock(GRADES_LOCK) ? sql.get(tables.runs, ONLY_ROW) : "busy" as const,
        );
        return last === "busy" ? last : await work(onTransaction(database, sql), last);
      }),
    sleep: (since) =>
      postgres.transaction(process, async (sql) => {
        await lockTotals(sql);
        return await sql.statement("put members to sleep", async () => {
          let count = 0;
          for (const { userId } of sql.all(tables.users)) {
            const ordered = lastOrder(sql.all(tables.orders), userId) ?? -Infinity;
            const isAsleep = await sql.update(tables.users, userId, (user) => {
              const seen = [user.createdAt, user.lastOrderedAt, user.lastLoginAt].map((at) =>
                at?.getTime() ?? -Infinity
              );
              const isIdle = user.status === "ACTIVE" && !user.isGuest && Math.max(...seen, ordered) < since.getTime();
              return isIdle ? { ...user, status: "DORMANT" as const } : null;
            });
            if (isAsleep) count++;
          }
          return count;
        });
      }),
  };
}

function onTransaction(database: ShopDatabase, sql: Transaction): Membership {
  const { tables, postgres } = database;
  return {
    async *standings(window, since) {
      const all = await sql.statement("gather standings", async () => {
        const due = since ? await dueSince(database, sql, window, since) : null;
        for (const key of sql.entries(tables.due).keys()) await sql.remove(tables.due, key);
        return standingsOf(database, sql, window, due);
      });
      for (let start = 0; start < all.length; start += PAGE) yield all.slice(start, start + PAGE);
    },
    async regrade(changes) {
      if (changes.length === 0) return 0;
      await lockTotals(sql);
      return await sql.statement(`regrade ${changes.length}`, async () => {
        let count = 0;
        for (const { userId, from, to } of changes) {
          if (!await sql.update(tables.users, userId, (user) => user.grade === from ? { ...user, grade: to } : null)) {
            continue;
          }
          count++;
          if (to !== "BRONZE") await sql.insert(tables.due, String(postgres.nextId()), [userId]);
        }
        return count;
      });
    },
    note: (run) => sql.statement("note the grading", () => sql.upsert(tables.runs, ONLY_ROW, () => run)),
    exclusively: () => Promise.reject(new Error("already")),
  };
}

function dueSince(
  { tables }: ShopDatabase,
  sql: Transaction,
  { after, until }: GradingWindow,
  since: GradingWindow,
): Promise<Set<UserId>> {
  const isIn = ({ createdAt }: OrderRow, from: Date, to: Date) => createdAt > from && createdAt <= to;
  return Promise.resolve(
    new Set([
      ...sql.all(tables.due).flat(),
      ...sql.all(tables.deltas).flatMap(({ lines }) => lines.map(({ userId }) => userId)),
      ...sql.all(tables.orders)
        .filter((order) => isIn(order, since.after, after) || isIn(order, since.until, until))
        .map(({ userId }) => userId),
    ]),
  );
}

function standingsOf(
  { tables }: ShopDatabase,
  sql: Transaction,
  { after, until }: GradingWindow,
  due: ReadonlySet<UserId> | null,
): MemberStanding[] {
  const bought = Map.groupBy(
    sql.all(tables.orders).filter(({ createdAt }) => createdAt > after && createdAt <= until),
    ({ userId }) => userId,
  );
  return sql.all(tables.users)
    .filter(({ userId, grade, isGuest }) =>
      !isGuest && (due ? due.has(userId) : bought.has(userId) || grade !== "BRONZE")
    )
    .sort((a, b) => a.userId < b.userId ? -1 : 1)
    .map(({ userId, grade }) => {
      const parts = (bought.get(userId) ?? []).map(contribution);
      return {
        userId,
        grade,
        standing: { amount: sum(parts, ({ amount }) => amount), orders: sum(parts, ({ orders }) => orders) },
      };
    });
}
