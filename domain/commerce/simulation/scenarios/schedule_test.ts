import { assert, assertEquals } from "@std/assert";
import { seoulTime } from "../../seoul_time.ts";
import { nextSpan } from "./next_span.ts";
import { scenarioNamed, SCENARIOS } from "./scenarios.ts";
import { holds, type Schedule } from "./schedule.ts";
import { weatherOn } from "./weather.ts";

function isOn(name: string, time: string): boolean {
  return holds(scenarioNamed(name)!.schedule, seoulTime(new Date(`${time}+09:00`)));
}

Deno.test("holds follows the clock and the calendar of Seoul", () => {
  assertEquals(
    ["2026-03-24T23:59:00", "2026-03-25T00:00:00", "2026-03-27T23:59:00", "2026-03-28T00:00:00"]
      .map((time) => isOn("payday", time)),
    [false, true, true, false],
  );
  assertEquals(
    ["2026-03-02T11:59:00", "2026-03-02T12:00:00", "2026-03-02T13:00:00", "2026-03-01T12:30:00"]
      .map((time) => isOn("lunch-break", time)),
    [false, true, false, false],
  );
  // Seollal 2026 is 17 February, Chuseok 25 September.
  assertEquals(
    ["2026-02-02T12:00:00", "2026-02-03T12:00:00", "2026-02-14T12:00:00", "2026-02-15T12:00:00"]
      .map((time) => isOn("seollal", time)),
    [false, true, true, false],
  );
  assert(isOn("chuseok", "2026-09-11T00:00:00"));
  assert(isOn("black-friday", "2026-11-27T00:00:00") && isOn("black-friday", "2026-11-30T23:00:00"));
  assert(isOn("exam-season", "2026-11-19T09:00:00") && !isOn("exam-season", "2026-11-20T09:00:00"));
  assert(isOn("late-night", "2026-05-05T01:59:00") && !isOn("late-night", "2026-05-05T02:00:00"));
});

Deno.test("holds never brings by itself what is started by name", () => {
  for (let hour = 0; hour < 24 * 365; hour += 7) {
    assert(!isOn("bot-attack", new Date(1.7e12 + hour * 3.6e6).toISOString().slice(0, 19)));
  }
});

Deno.test("weatherOn is the same for the same day, with summers, winters and rain as Seoul has them", () => {
  const days = Array.from({ length: 365 * 10 }, (_, index) => weatherOn(20_454 + index));
  assertEquals(weatherOn(20_500), weatherOn(20_500));
  const perYear = (isMeant: (weather: typeof days[number]) => boolean) => days.filter(isMeant).length / 10;
  const hot = perYear(({ highest }) => highest >= 33);
  const cold = perYear(({ lowest }) => lowest <= -12);
  const wet = perYear(({ rains }) => rains);
  assert(hot > 5 && hot < 30, `${hot} hot days a year`);
  assert(cold > 2 && cold < 15, `${cold} cold days a year`);
  assert(Math.abs(wet - 108) < 10, `${wet} wet days a year`);
});

Deno.test("nextSpan gives the span under way from its beginning, else the next one", () => {
  const exam: Schedule = { kind: "holiday", holiday: "exam", from: -21, to: 0 };
  const span = { from: new Date("2026-10-29T00:00:00+09:00"), until: new Date("2026-11-20T00:00:00+09:00") };
  assertEquals(nextSpan(exam, new Date("2026-03-02T00:00:00Z")), span);
  assertEquals(nextSpan(exam, new Date("2026-11-05T03:20:00Z")), span);
  assertEquals(nextSpan({ kind: "weekly", weekdays: [3], hours: [20, 21] }, new Date("2026-03-02T00:00:00Z")), {
    from: new Date("2026-03-04T20:00:00+09:00"),
    until: new Date("2026-03-04T22:00:00+09:00"),
  });
  assertEquals(nextSpan({ kind: "by_name" }, new Date(0)), null);
  assertEquals(
    nextSpan({ kind: "holiday", holiday: "seollal", from: 0, to: 0 }, new Date("2036-05-01T00:00:00Z")),
    null,
  );
});

Deno.test("nextSpan finds every scenario that holds by itself, from any day of a year", () => {
  for (const { name, schedule } of SCENARIOS) {
    if (schedule.kind === "by_name") continue;
    for (let month = 1; month <= 12; month++) {
      assert(nextSpan(schedule, new Date(Date.UTC(2026, month, 1))) !== null, `${name} ${month}`);
    }
  }
});
