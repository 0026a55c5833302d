import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { contribution, type Grade, GRADES, gradingWindowStart, nextGrade } from "../../grade.ts";
import { parseOrder } from "../../order.ts";
import { dayNumberOf, isoDay, seoulTime, startOfDay } from "../../seoul_time.ts";
import type { HistoryDay } from "./day.ts";
import { HistorySimulation } from "./simulation.ts";
import type { HistoryPlan } from "./plan.ts";

const plan: HistoryPlan = {
  seed: "t",
  firstDay: dayNumberOf("2026-01-05")!,
  days: 30,
  ordersPerDay: 200,
  users: 2_000,
  products: 1_200,
};

function dayOf(market: HistorySimulation, dayNumber: number, until: Date | null = null): HistoryDay {
  const steps = market.day(dayNumber, until);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function history(of: HistoryPlan, days = of.days): { market: HistorySimulation; days: HistoryDay[] } {
  const market = new HistorySimulation(of);
  return { market, days: Array.from({ length: days }, (_, index) => dayOf(market, of.firstDay + index)) };
}

const whole = history(plan);

Deno.test("HistorySimulation returns equal days for equal plans and different ones for another seed", () => {
  const few = { ...plan, days: 3 };
  assertEquals(history(few).days, history(few).days);
  assertNotEquals(history(few).days, history({ ...few, seed: "u" }).days);
});

Deno.test("HistorySimulation sells the planned mean, more on days with scenarios", () => {
  const rows = whole.days.map(({ orders }) => orders.length);
  const mean = rows.reduce((sum, each) => sum + each, 0) / rows.length;
  assert(Math.abs(mean - plan.ordersPerDay) < plan.ordersPerDay * 0.06, `${mean}`);
  assert(Math.max(...rows) > mean * 1.1 && Math.min(...rows) < mean * 0.9);
});

Deno.test("HistorySimulation returns parsable orders, sorted, within their day, of existing customers and products", () => {
  const registered = new Map(whole.days.flatMap(({ users }) => users).map((user) => [user.userId as string, user]));
  const ids = new Set<string>();
  for (const { dayNumber, orders } of whole.days) {
    let last = startOfDay(dayNumber);
    for (const order of orders) {
      assert(parseOrder(order).ok);
      assert(order.createdAt >= last && order.createdAt < startOfDay(dayNumber + 1));
      assert(order.createdAt > startOfDay(dayNumber), "midnight belongs to two grading windows");
      last = order.createdAt;
      ids.add(order.orderId);
      const newcomer = registered.get(order.userId);
      if (newcomer) assert(newcomer.createdAt < order.createdAt);
      assert(order.orderId.startsWith(`H-t-${isoDay(dayNumber).replaceAll("-", "")}-`));
    }
  }
  assertEquals(ids.size, whole.days.reduce((sum, { orders }) => sum + orders.length, 0));
});

Deno.test("HistorySimulation follows the rhythm of a day", () => {
  const hours = new Array<number>(24).fill(0);
  for (const { createdAt } of whole.days.flatMap(({ orders }) => orders)) hours[seoulTime(createdAt).hour]!++;
  assert(hours[21]! > 4 * hours[4]!, `${hours}`);
});

Deno.test("HistorySimulation reports totals that equal a recount of the day's orders", () => {
  for (const { orders, sold, lastOrdered, sales } of whole.days) {
    const counted = Map.groupBy(orders, ({ productId }) => productId);
    assertEquals(new Map([...counted].map(([id, rows]) => [id, rows.length])), sold as typeof sold & Map<never, never>);
    for (const [userId, at] of lastOrdered) {
      assertEquals(at, orders.findLast((order) => order.userId === userId)!.createdAt);
    }
    assertEquals(sales.reduce((sum, { amount }) => sum + amount, 0), orders.reduce((sum, o) => sum + o.totalAmount, 0));
    assertEquals(sales.reduce((sum, each) => sum + each.orders, 0), orders.length);
  }
});

Deno.test("HistorySimulation grades every seventh day by the six months before, one step down at most", () => {
  // Long enough for orders to drop out of the window.
  const long = history({ ...plan, days: 210, ordersPerDay: 100, users: 60, products: 100 });
  const grades = new Map<string, Grade>();
  const orders: HistoryDay["orders"][number][] = [];
  let demotions = 0;
  for (const day of long.days) {
    orders.push(...day.orders);
    const nth = day.dayNumber - plan.firstDay + 1;
    if (nth % 7 !== 0) {
      assertEquals(day.regraded, []);
      continue;
    }
    const asOf = startOfDay(day.dayNumber + 1);
    const from = gradingWindowStart(asOf);
    const standings = new Map<string, { amount: number; orders: number }>();
    for (const order of orders) {
      if (order.createdAt <= from || order.createdAt > asOf) continue;
      const of = standings.get(order.userId) ?? { amount: 0, orders: 0 };
      const more = contribution(order);
      standings.set(order.userId, { amount: of.amount + more.amount, orders: of.orders + more.orders });
    }
    const expected = new Map<string, Grade>();
    for (const userId of new Set([...standings.keys(), ...grades.keys()])) {
      const grade = grades.get(userId) ?? "BRONZE";
      const to = nextGrade(grade, standings.get(userId) ?? { amount: 0, orders: 0 });
      if (to !== grade) expected.set(userId, to);
      if (GRADES.indexOf(to) < GRADES.indexOf(grade)) demotions++;
    }
    assertEquals(new Map(day.regraded.map(({ userId, to }) => [userId as string, to])), expected);
    for (const [userId, to] of expected) grades.set(userId, to);
  }
  assert(demotions > 0, "no one was demoted: the test is too short");
});

Deno.test("HistorySimulation cuts its last day at the given time and leaves the part before it unchanged", () => {
  const until = new Date(startOfDay(plan.firstDay + 5).getTime() + 13.5 * 3_600_000);
  const { market } = history(plan, 5);
  const cut = dayOf(market, plan.firstDay + 5, until);
  const full = whole.days[5]!;
  assert(cut.orders.length > 0 && cut.orders.length < full.orders.length);
  assertEquals(cut.orders, full.orders.filter(({ createdAt }) => createdAt < until));
  assertEquals(cut.users, full.users.filter(({ createdAt }) => createdAt < until));
  assertEquals([...cut.sold.values()].reduce((sum, each) => sum + each, 0), cut.orders.length);
});

Deno.test("HistorySimulation draws from random pools for a week, then from the longest-ago buyers and the newest customers", () => {
  const { market } = history(plan, 12);
  const pool = market.members.pool(1_000);
  const buyers = pool.filter((user) => user.lastOrderedAt !== null).sort((a, b) =>
    +a.lastOrderedAt! - +b.lastOrderedAt!
  );
  const newcomers = pool.filter((user) => user.lastOrderedAt === null);
  assertEquals(pool.length, 1_000);
  assertEquals(buyers.length, Math.min(600, market.members.buyers));
  assertEquals(newcomers.length, 1_000 - buyers.length);
  for (let i = 1; i < newcomers.length; i++) assert(newcomers[i - 1]!.createdAt >= newcomers[i]!.createdAt);
  const products = market.assortment.pool(1_000);
  const sold = products.filter(({ orderCount }) => orderCount > 0);
  const unsold = products.filter(({ orderCount }) => orderCount === 0);
  const allUnsold = market.assortment.size - market.assortment.top(Infinity).length;
  assertEquals([sold.length + unsold.length, unsold.length >= Math.min(300, allUnsold)], [1_000, true]);
  for (let i = 1; i < sold.length; i++) assert(sold[i - 1]!.orderCount >= sold[i]!.orderCount);
});
