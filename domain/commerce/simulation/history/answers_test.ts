import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { AnswerWriter, differences, fingerprintOf } from "./answers.ts";
import { HistorySimulation } from "./simulation.ts";

const plan = { seed: "t", firstDay: 20_454, days: 10, ordersPerDay: 60, users: 300, products: 200 };

function answers() {
  const market = new HistorySimulation(plan);
  const writer = new AnswerWriter();
  for (let dayNumber = plan.firstDay; dayNumber < plan.firstDay + plan.days; dayNumber++) {
    const steps = market.day(dayNumber);
    let step = steps.next();
    while (!step.done) step = steps.next();
    writer.add(step.value);
  }
  return writer.answers(market);
}

const key = answers();

Deno.test("AnswerWriter's totals are consistent", () => {
  const sum = (list: readonly { orders: number; amount: number }[]) =>
    list.reduce((all, { orders, amount }) => ({ orders: all.orders + orders, amount: all.amount + amount }), {
      orders: 0,
      amount: 0,
    });
  const { orders, amount } = key;
  for (const list of [key.days, key.categories, key.grades]) assertEquals(sum(list), { orders, amount });
  assertEquals(key.grades.reduce((all, { members }) => all + members, 0), key.customers);
  assert(key.topProducts.length <= 50 && key.topProducts[0]!.orders >= key.topProducts.at(-1)!.orders);
});

Deno.test("differences is empty for equal answers and names every different one", () => {
  assertEquals(differences(key, answers()), []);
  const [first, ...days] = key.days;
  const [category] = key.categories;
  const found = {
    ...key,
    orders: key.orders - 1,
    days: [{ ...first!, amount: first!.amount + 10 }, ...days.slice(1)],
    categories: [{ ...category!, units: 0 }, ...key.categories.slice(1)],
    grades: key.grades.map((each) => (each.grade === "VIP" ? { ...each, members: 99 } : each)),
    topProducts: key.topProducts.toReversed(),
  };
  const questions = differences(key, found).map(({ question }) => question);
  assertEquals(questions, [
    "all orders",
    `${first!.day} amount`,
    days[0]!.day,
    `${category!.category} units`,
    "VIP members",
    "top products order",
  ]);
  assertEquals(differences(key, found, { grades: false }).length, 5);
});

Deno.test("fingerprintOf changes with every amount, the quantity and the time", () => {
  const order = {
    totalAmount: 12_000,
    shippingCost: 3_000,
    discountAmount: 0,
    quantity: 2,
    createdAt: new Date("2026-01-05T03:00:00.001Z"),
  };
  for (
    const change of [
      { totalAmount: 12_010 },
      { shippingCost: 0 },
      { discountAmount: 10 },
      { quantity: 3 },
      { createdAt: new Date("2026-01-05T03:00:00.002Z") },
    ]
  ) {
    assertNotEquals(fingerprintOf({ ...order, ...change }), fingerprintOf(order));
  }
});
