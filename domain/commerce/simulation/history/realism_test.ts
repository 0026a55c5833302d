import { assertEquals } from "@std/assert";
import { dayNumberOf } from "../../seoul_time.ts";
import { measureRealism } from "./realism.ts";

Deno.test("a year of the model is a shop's: grades, repeat purchases, concentration, baskets and hours hold their targets", () => {
  const plan = {
    seed: "realism",
    firstDay: dayNumberOf("2026-01-01")!,
    days: 365,
    ordersPerDay: 120,
    users: 1_500,
    products: 400,
  };
  const days = measureRealism(plan);
  let step = days.next();
  while (!step.done) step = days.next();
  assertEquals(step.value.filter(({ holds }) => !holds), []);
  assertEquals(step.value.length, 10);
});
