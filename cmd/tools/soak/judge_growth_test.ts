import { assertEquals } from "@std/assert";
import { judgeGrowth } from "./judge_growth.ts";
import type { Figure, Sample } from "./sample.ts";

const MINUTES = 60;
const LEVEL = { residentBytes: 200e6, heapBytes: 60e6, timers: 20, listeners: 4, descriptors: 30, cpuSeconds: 0 };

function hour(change: (minute: number) => Partial<Sample>): Sample[] {
  return Array.from({ length: MINUTES }, (_, minute) => ({ at: minute * 60, ...LEVEL, ...change(minute) }));
}

function grown(samples: readonly Sample[]): Figure[] {
  return judgeGrowth(samples, 15 * 60)!.filter(({ grew }) => grew).map(({ figure }) => figure);
}

Deno.test("judgeGrowth finds nothing where figures go up and down around a level", () => {
  assertEquals(grown(hour((minute) => ({ residentBytes: 200e6 + 15e6 * Math.sin(minute) }))), []);
});

Deno.test("judgeGrowth lets memory grow while warming up, and have one large moment", () => {
  assertEquals(grown(hour((minute) => ({ residentBytes: minute < 15 ? 100e6 + minute * 6e6 : 200e6 }))), []);
  assertEquals(grown(hour((minute) => ({ residentBytes: minute === 55 ? 900e6 : 200e6 }))), []);
});

Deno.test("judgeGrowth finds a steady climb of every figure", () => {
  assertEquals(grown(hour((minute) => ({ residentBytes: 200e6 + minute * 0.5e6 }))), ["residentBytes"]);
  assertEquals(grown(hour((minute) => ({ heapBytes: 60e6 + minute * 0.5e6 }))), ["heapBytes"]);
  assertEquals(grown(hour((minute) => ({ timers: 20 + Math.floor(minute / 5) }))), ["timers"]);
  assertEquals(grown(hour((minute) => ({ listeners: 4 + Math.floor(minute / 15) }))), ["listeners"]);
  assertEquals(grown(hour((minute) => ({ descriptors: 30 + Math.floor(minute / 5) }))), ["descriptors"]);
});

Deno.test("judgeGrowth says how much more it is", () => {
  const [memory] = judgeGrowth(hour((minute) => ({ residentBytes: minute < 40 ? 200e6 : 250e6 })), 0)!;
  assertEquals([memory!.first, memory!.last, memory!.growth, memory!.grew], [200e6, 250e6, 0.25, true]);
});

Deno.test("judgeGrowth refuses to judge by next to nothing", () => {
  assertEquals(judgeGrowth(hour(() => ({})).slice(0, 20), 15 * 60), null);
});
