import { assert, assertEquals } from "@std/assert";
import { GRADES } from "../../grade.ts";
import { ASSORTMENTS } from "../tables/catalogue.ts";
import { describeChanges, describeEffect, describeSchedule } from "./describe.ts";
import { measureEffects } from "./measure_effects.ts";
import { SCENARIOS } from "./scenarios.ts";

Deno.test("SCENARIOS are twenty with distinct names, effects and changes", () => {
  assertEquals(SCENARIOS.length, 20);
  assertEquals(new Set(SCENARIOS.map(({ name }) => name)).size, 20);
  for (const scenario of SCENARIOS) {
    assert(/^[a-z]+(-[a-z]+)*$/.test(scenario.name) && scenario.name.length <= 30);
    assert(scenario.effects.length > 0 && Object.keys(scenario.changes).length > 0, scenario.name);
    for (const text of [scenario.title, scenario.koreanTitle, scenario.summary, describeSchedule(scenario.schedule)]) {
      assert(text.length > 1, scenario.name);
    }
  }
});

Deno.test("SCENARIOS use words of the catalogue", () => {
  const names = ASSORTMENTS.flatMap(({ items, variants }) => [...variants, ...items.map(({ name }) => name)]).join(" ");
  for (const { name, changes } of SCENARIOS) {
    for (const word of (changes.products ?? []).flatMap(({ which }) => which.words ?? [])) {
      assert(names.includes(word), `${name}: ${word}`);
    }
    for (const grade of (changes.customers ?? []).flatMap(({ audience }) => audience.grades ?? [])) {
      assert(GRADES.includes(grade));
    }
  }
});

for (const scenario of SCENARIOS) {
  Deno.test(`measureEffects finds in a year with ${scenario.name} the effects it declares`, () => {
    for (const effect of measureEffects(scenario, { year: 2026, seed: "a" })) {
      assert(effect.holds, `${describeEffect(effect)}, measured ×${effect.measured.toFixed(3)}`);
    }
  });
}

Deno.test("measureEffects finds no effect of a scenario without its changes", () => {
  const { changes: _, ...rest } = SCENARIOS.find(({ name }) => name === "chuseok")!;
  const effects = measureEffects({ ...rest, changes: {} }, { year: 2026, seed: "a", carts: 2_000 });
  for (const { measured, holds } of effects) {
    assert(!holds && Math.abs(measured - 1) < 0.2, `${measured}`);
  }
});

Deno.test("describe functions return a scenario in plain words", () => {
  const [payday] = SCENARIOS;
  assertEquals(describeSchedule(payday!.schedule), "every month on 25-27");
  assertEquals(describeChanges(payday!.changes), [
    "carts an hour ×1.25",
    "customers (20s, 30s, 40s, 50s) ×1.3",
    "products (things from 100,000 won) ×1.6",
  ]);
  assertEquals(describeEffect(payday!.effects[1]!), "orders of things from 100,000 won ×1.9 ± 15 %");
});
