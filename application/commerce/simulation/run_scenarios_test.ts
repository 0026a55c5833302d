import { assert, assertEquals } from "@std/assert";
import type { ActiveScenarios, RunningScenario } from "../ports/simulation.ts";
import { listScenarios, startScenario, stopScenario } from "./run_scenarios.ts";

const now = new Date("2026-03-25T03:10:00Z");
const clock = () => now;

function fake(): ActiveScenarios & { started: RunningScenario[] } {
  const started: RunningScenario[] = [];
  return {
    started,
    running: () => Promise.resolve(started),
    start: (scenario) => Promise.resolve(void started.push(scenario)),
    stop: (name) => Promise.resolve(started.some((each) => each.name === name) ? "stopped" : "idle"),
  };
}

Deno.test("startScenario runs an hour by default and at most a week", async () => {
  const active = fake();
  assertEquals(await startScenario({ active, clock }, "coupon", {}), {
    ok: true,
    value: { name: "coupon", until: new Date("2026-03-25T04:10:00Z") },
  });
  await startScenario({ active, clock }, "coupon", { minutes: 2 });
  assertEquals(active.started[1]!.until, new Date("2026-03-25T03:12:00Z"));
  for (const raw of [{ minutes: 0 }, { minutes: 10_081 }, { minutes: "5" }, { hours: 1 }, 7]) {
    const result = await startScenario({ active, clock }, "coupon", raw);
    assertEquals(!result.ok && result.refusal.code, "invalid_input");
  }
  assertEquals(active.started.length, 2);
});

Deno.test("startScenario and stopScenario refuse unknown names and list the known ones", async () => {
  const active = fake();
  for (const result of [await startScenario({ active, clock }, "x", {}), await stopScenario({ active, clock }, "x")]) {
    assert(!result.ok && result.refusal.code === "unknown_scenario" && result.refusal.message.includes("black-friday"));
  }
});

Deno.test("stopScenario returns whether it ran", async () => {
  const active = fake();
  assertEquals(await stopScenario({ active, clock }, "coupon"), { ok: true, value: "idle" });
  await startScenario({ active, clock }, "coupon", {});
  assertEquals(await stopScenario({ active, clock }, "coupon"), { ok: true, value: "stopped" });
});

Deno.test("listScenarios describes schedule and changes of all twenty", async () => {
  const active = fake();
  await startScenario({ active, clock }, "coupon", {});
  const all = await listScenarios({ active, clock });
  assertEquals(all.length, 20);
  const payday = all.find(({ name }) => name === "payday")!;
  assertEquals([payday.holdsNow, payday.runningUntil], [true, null]);
  assertEquals(payday.next, { from: new Date("2026-03-24T15:00:00Z"), until: new Date("2026-03-27T15:00:00Z") });
  const coupon = all.find(({ name }) => name === "coupon")!;
  assertEquals([coupon.holdsNow, coupon.next, coupon.runningUntil], [false, null, new Date("2026-03-25T04:10:00Z")]);
});
