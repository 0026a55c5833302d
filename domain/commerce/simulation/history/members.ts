import type { Random } from "../../../shared/random.ts";
import { topUp, userQuota } from "../../cache_pool.ts";
import { type Grade, GRADES, nextGrade } from "../../grade.ts";
import type { Order } from "../../order.ts";
import type { User, UserId } from "../../user.ts";
import type { MemberGrade, Regrading } from "./day.ts";
import { Account, TrailingStandings } from "./standings.ts";

interface Member {
  user: User;
  readonly account: Account;
  orders: number;
  amount: number;
}

export interface GradeTotals {
  readonly grade: Grade;
  readonly members: number;
  readonly orders: number;
  readonly amount: number;
}

export class HistoryMembers {
  readonly #members = new Map<UserId, Member>();
  /** Customers with orders, longest ago first: a buyer moves to the end, so it never needs sorting. */
  readonly #buyers = new Map<UserId, Member>();
  /** Customers without orders, by registration; buyers are removed once they are half of the list. */
  #newcomers: Member[] = [];
  #newcomersGone = 0;
  readonly #standings = new TrailingStandings();

  get size(): number {
    return this.#members.size;
  }

  /** @param users registered after those that are already in */
  register(users: readonly User[]): void {
    const added = users.map((user): Member => ({ user, account: new Account(), orders: 0, amount: 0 }));
    added.sort((a, b) => a.user.createdAt.getTime() - b.user.createdAt.getTime());
    for (const member of added) {
      this.#members.set(member.user.userId, member);
      this.#newcomers.push(member);
    }
  }

  /** Consecutive by `randomSeed` from a random start, like an index range on the column. */
  randomPool(size: number, random: Random): User[] {
    const users = [...this.#members.values()].map(({ user }) => user).sort((a, b) => a.randomSeed - b.randomSeed);
    const place = random();
    const found = users.findIndex((user) => user.randomSeed >= place);
    const start = found < 0 ? 0 : found;
    return [...users.slice(start), ...users.slice(0, start)].slice(0, size);
  }

  pool(size: number): User[] {
    const wanted = userQuota(size);
    const buyers = take(this.#buyers.values(), size);
    const newcomers = this.#lastNewcomers(size);
    const got = {
      established: Math.min(wanted.established, buyers.length),
      fresh: Math.min(wanted.fresh, newcomers.length),
    };
    const more = topUp(wanted, got);
    return [
      ...newcomers.slice(0, got.fresh + more.fresh),
      ...buyers.slice(0, got.established + more.established),
    ].map(({ user }) => user);
  }

  /** @param orders of one day, ordered by time */
  buy(dayNumber: number, orders: readonly Order[]): Map<UserId, Date> {
    const bought = new Map<Account, Order[]>();
    const lastOrdered = new Map<UserId, Date>();
    for (const order of orders) {
      const member = this.#members.get(order.userId)!;
      member.orders++;
      member.amount += order.totalAmount;
      const lines = bought.get(member.account);
      if (lines) lines.push(order);
      else bought.set(member.account, [order]);
      // Deleting first moves the entry to the end.
      lastOrdered.delete(order.userId);
      lastOrdered.set(order.userId, order.createdAt);
    }
    for (const [userId, lastOrderedAt] of lastOrdered) {
      const member = this.#members.get(userId)!;
      if (member.user.lastOrderedAt === null) this.#newcomersGone++;
      member.user = { ...member.user, lastOrderedAt };
      this.#buyers.delete(userId);
      this.#buyers.set(userId, member);
    }
    this.#standings.add(dayNumber, bought);
    return lastOrdered;
  }

  regrade(dayNumber: number): Regrading[] {
    this.#standings.endWith(dayNumber);
    const changes: Regrading[] = [];
    for (const member of this.#members.values()) {
      const { userId, grade: from } = member.user;
      if (from === "BRONZE" && member.account.orders === 0) continue;
      const to = nextGrade(from, member.account);
      if (to === from) continue;
      member.user = { ...member.user, grade: to };
      changes.push({ userId, from, to });
    }
    return changes;
  }

  grades(): MemberGrade[] {
    return [...this.#members.values()].map(({ user: { userId, grade } }) => ({ userId, to: grade }));
  }

  gradeTotals(): GradeTotals[] {
    const totals = new Map(GRADES.map((grade) => [grade, { grade, members: 0, orders: 0, amount: 0 }]));
    for (const { user, orders, amount } of this.#members.values()) {
      const of = totals.get(user.grade)!;
      of.members++;
      of.orders += orders;
      of.amount += amount;
    }
    return [...totals.values()];
  }

  get buyers(): number {
    return this.#buyers.size;
  }

  #lastNewcomers(count: number): Member[] {
    if (this.#newcomersGone * 2 > this.#newcomers.length) {
      this.#newcomers = this.#newcomers.filter(({ user }) => user.lastOrderedAt === null);
      this.#newcomersGone = 0;
    }
    const last: Member[] = [];
    for (let index = this.#newcomers.length - 1; index >= 0 && last.length < count; index--) {
      const member = this.#newcomers[index]!;
      if (member.user.lastOrderedAt === null) last.push(member);
    }
    return last;
  }
}

function take<T>(values: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  if (count > 0) { for (const value of values) if (taken.push(value) === count) break; }
  return taken;
}
